// Small helps for readers; every page is whole without them.
(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: the choice lasts for this page */ } },
  };
  const elder = document.getElementById("elder-switch");
  if (elder) {
    elder.checked = store.get("elder") === "1";
    root.classList.toggle("elder", elder.checked);
    elder.addEventListener("change", () => {
      root.classList.toggle("elder", elder.checked);
      store.set("elder", elder.checked ? "1" : "0");
    });
  }
  for (const size of document.querySelectorAll("input[name='text-size']")) {
    size.checked = size.value === (store.get("text-size") || "normal");
    size.addEventListener("change", () => store.set("text-size", size.value));
  }
  const say = (text) => {
    let live = document.getElementById("live");
    if (!live) {
      live = Object.assign(document.createElement("p"), { id: "live", className: "visually-hidden" });
      live.setAttribute("role", "status");
      document.body.append(live);
    }
    live.textContent = text;
  };
  const acts = {
    print: () => window.print(),
    copy: async (button) => {
      const text = button.dataset.text || location.href;
      await navigator.clipboard.writeText(text);
      say("已复制");
      button.dataset.words ||= button.lastChild.textContent;
      button.lastChild.textContent = "已复制";
      setTimeout(() => { button.lastChild.textContent = button.dataset.words; }, 2000);
    },
    speak: (button) => {
      const voice = window.speechSynthesis;
      if (voice.speaking) { voice.cancel(); button.setAttribute("aria-pressed", "false"); return; }
      const words = new SpeechSynthesisUtterance(document.querySelector(button.dataset.target || "main").innerText);
      words.lang = "zh-CN";
      words.rate = root.classList.contains("elder") ? 0.85 : 1;
      words.onend = () => button.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-pressed", "true");
      voice.speak(words);
    },
  };
  for (const button of document.querySelectorAll("button[data-act]")) {
    if (button.dataset.act === "speak" && !("speechSynthesis" in window)) continue;
    button.hidden = false;
    button.addEventListener("click", () => acts[button.dataset.act](button));
  }
  // 外部链接提示: leaving the site is asked first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='http']");
    if (!link || link.host === location.host) return;
    if (!window.confirm("您即将离开本网站，前往：" + link.host + "\n是否继续？")) event.preventDefault();
  });
})();
