// Suggestions while typing in a search box. Without this file the box is a plain form.
(() => {
  "use strict";
  const WAIT = 180; // milliseconds after the last key
  const attach = (input, number) => {
    const list = document.createElement("ul");
    Object.assign(list, { id: `suggestions-${number}`, className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    input.parentElement.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);
    let timer = 0;
    let asking = null;
    let at = -1;

    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (text) => {
      input.value = text;
      close();
      input.form.requestSubmit();
    };
    const move = (step) => {
      const options = [...list.children];
      at = (at + step + options.length + 1) % (options.length + 1);
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      if (at === options.length) {
        at = -1;
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[at].id);
        options[at].scrollIntoView({ block: "nearest" });
      }
    };
    const show = (found) => {
      close();
      found.forEach(({ text }, place) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${place}`, textContent: text });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(text); });
        list.append(option);
      });
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      const typed = input.value.trim();
      asking?.abort();
      if (!typed) { close(); return; }
      asking = new AbortController();
      try {
        const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); };
    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionend", later);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        choose(list.children[at].textContent);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  };
  document.querySelectorAll(".search-box input[type='search']").forEach(attach);
})();
