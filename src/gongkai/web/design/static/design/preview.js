// The page as it will be published, beside the editor; it follows every saving. Without it the button 预览 opens the page.
(() => {
  "use strict";
  const panel = document.querySelector("details[data-preview]");
  if (!panel) return;
  panel.hidden = false;
  let frame = null;
  const show = () => {
    if (!panel.open) return;
    if (frame) { frame.contentWindow.location.reload(); return; }
    frame = document.createElement("iframe");
    frame.title = "发布后的页面";
    frame.src = panel.dataset.preview;
    panel.append(frame);
  };
  panel.addEventListener("toggle", show);
  document.addEventListener("office:saved", show);
})();
