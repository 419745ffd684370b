// Keys of the back office: "/" goes to the search, j and k move in a list, Enter opens, x chooses, "?" tells the keys.
(() => {
  "use strict";
  const typing = (target) => target.closest("textarea, select, [contenteditable], input:not([type='checkbox'])");
  const rows = () => [...document.querySelectorAll("tbody tr, .work-list li")];
  let at = -1;
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all.forEach((row) => row.removeAttribute("aria-selected"));
    if (all[at].matches("tr")) all[at].setAttribute("aria-selected", "true");
    const link = all[at].querySelector("a");
    if (link) link.focus();
  };
  const boxes = () => [...document.querySelectorAll("tbody input[name='row']")];
  const bar = document.querySelector("[data-bulk]");
  const count = () => {
    if (!bar) return;
    const chosen = boxes().filter((one) => one.checked).length;
    bar.querySelector("[data-chosen]").textContent = `已选 ${chosen} 件`;
  };
  const choose = () => {
    const box = rows()[at]?.querySelector("input[name='row']");
    if (box) { box.checked = !box.checked; count(); }
  };
  if (bar) {
    const all = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "选本页全部" });
    all.addEventListener("click", () => {
      const want = boxes().some((one) => !one.checked);
      boxes().forEach((one) => { one.checked = want; });
      all.textContent = want ? "全部不选" : "选本页全部";
      count();
    });
    const said = document.createElement("span");
    said.dataset.chosen = "";
    said.setAttribute("role", "status");
    bar.append(all, said);
    document.addEventListener("change", (event) => { if (event.target.name === "row") count(); });
    count();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const search = document.querySelector("[data-key='/']");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "x") choose();
    if (event.key === "?") location.assign("/office/handbook/keyboard/");
  });
})();
