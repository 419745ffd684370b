// Keys of the back office: "/" goes to the search, j and k move in a list, Enter opens.
(() => {
  "use strict";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("tbody tr, .work-list li")];
  let at = -1;
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all.forEach((row, i) => row.toggleAttribute("aria-selected", false) || (i === at && row.setAttribute("aria-selected", "true")));
    const link = all[at].querySelector("a");
    if (link) link.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const search = document.querySelector("[data-key='/']");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });
})();
