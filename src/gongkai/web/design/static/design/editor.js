// The editor of body text (Tiptap): the textarea stays the truth, so that the form works without it.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Figure, Caption, Gapcursor, HardBreak, Heading,
  HorizontalRule, Image, Italic, Link, ListItem, OrderedList, Paragraph, Subscript, Superscript, Table, TableCell,
  TableHeader, TableRow, Text, Underline, UndoRedo,
} from "../django_prose_editor/editor.js";

const TOOLS = [
  ["撤销", (c) => c.undo()], ["重做", (c) => c.redo()],
  ["一、", (c) => c.toggleHeading({ level: 2 }), ["heading", { level: 2 }], "一级标题"],
  ["（一）", (c) => c.toggleHeading({ level: 3 }), ["heading", { level: 3 }], "二级标题"],
  ["粗", (c) => c.toggleBold(), ["bold"], "加粗"],
  ["• 列表", (c) => c.toggleBulletList(), ["bulletList"]], ["1. 列表", (c) => c.toggleOrderedList(), ["orderedList"]],
  ["链接", "link", ["link"]], ["表格", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["加行", (c) => c.addRowAfter()], ["加列", (c) => c.addColumnAfter()], ["删行", (c) => c.deleteRow()],
  ["删列", (c) => c.deleteColumn()], ["表头", (c) => c.toggleHeaderRow()], ["删表", (c) => c.deleteTable()],
];

// Word and WPS bring styles, smart tags and empty paragraphs; what carries meaning is kept, the rest goes.
export const cleanPasted = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("style, script, meta, link, title, xml, o\\:p, del").forEach((node) => node.remove());
  for (const node of page.body.querySelectorAll("*")) {
    const heading = /mso-outline-level:\s*([1-6])|MsoHeading([1-6])/.exec(`${node.getAttribute("style") || ""} ${node.className}`);
    for (const { name } of [...node.attributes]) {
      if (!["href", "src", "alt", "colspan", "rowspan", "start"].includes(name)) node.removeAttribute(name);
    }
    if (heading && node.tagName === "P") {
      const made = page.createElement(Number(heading[1] || heading[2]) === 1 ? "h2" : "h3");
      made.append(...node.childNodes);
      node.replaceWith(made);
    }
  }
  page.querySelectorAll("span, font, center, div > p:only-child").forEach((node) => {
    if (node.matches("span, font, center")) node.replaceWith(...node.childNodes);
  });
  page.querySelectorAll("table").forEach((table) => {
    if (table.querySelector("th")) return;
    const first = table.querySelector("tr");
    first?.querySelectorAll("td").forEach((cell) => {
      const head = page.createElement("th");
      for (const { name, value } of cell.attributes) head.setAttribute(name, value);
      head.append(...cell.childNodes);
      cell.replaceWith(head);
    });
  });
  page.querySelectorAll("p").forEach((node) => { if (!node.textContent.trim() && !node.querySelector("img")) node.remove(); });
  return page.body.innerHTML;
};

const start = (textarea) => {
  const frame = textarea.closest(".editor");
  const paper = document.createElement("div");
  const tools = Object.assign(document.createElement("div"), { className: "tools" });
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", "正文工具");
  frame.insertBefore(tools, textarea);
  frame.insertBefore(paper, textarea);
  const editor = new Editor({
    element: paper,
    injectCSS: false,
    content: textarea.value,
    extensions: [
      Document, Paragraph, Text, Bold, Italic, Underline, Subscript, Superscript, Heading.configure({ levels: [2, 3, 4] }),
      BulletList, OrderedList, ListItem, Blockquote, HardBreak, HorizontalRule, Link.configure({ openOnClick: false }),
      Image, Table.configure({ resizable: false }), TableRow, TableHeader, TableCell, Figure, Caption, Dropcursor, Gapcursor, UndoRedo,
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "正文", lang: "zh-CN" },
      transformPastedHTML: cleanPasted,
    },
    onUpdate: () => {
      textarea.value = editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => mark(),
  });
  const buttons = TOOLS.map(([words, act, state, label]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, title: label || words });
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", () => {
      const chain = editor.chain().focus();
      if (act !== "link") return act(chain).run();
      const address = window.prompt("链接地址（留空为取消链接）", editor.getAttributes("link").href || "https://");
      if (address === null) return undefined;
      return (address ? chain.setLink({ href: address }) : chain.unsetLink()).run();
    });
    tools.append(button);
    return [button, state];
  });
  const mark = () => buttons?.forEach(([button, state]) => state && button.setAttribute("aria-pressed", String(editor.isActive(...state))));
  textarea.hidden = true;
  frame.closest(".field")?.querySelector("label")?.addEventListener("click", () => editor.commands.focus());
  return editor;
};

// Autosave: a few seconds after the last change; a conflict is said at once and both texts are kept.
const autosave = (form) => {
  const status = document.getElementById("autosave");
  let waiting = 0, stopped = false, dirty = false, busy = false;
  const say = (text) => { if (status) status.textContent = text; };
  const seen = (version) => document.querySelectorAll("input[name='seen']").forEach((one) => { one.value = version; });
  const save = async () => {
    if (stopped || busy || !dirty) return;
    busy = true; dirty = false;
    say("正在保存……");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const result = await answer.json();
      if (result.saved) { seen(result.seen); say(`已保存 ${result.at}`); document.dispatchEvent(new CustomEvent("office:saved")); }
      else { stopped = answer.status === 409; dirty = !stopped; say(result.reasons.join("；")); status?.classList.add("error"); }
    } catch { dirty = true; say("没有连上服务器，稍后再试；请不要关闭页面"); }
    busy = false;
    if (dirty && !stopped) { clearTimeout(waiting); waiting = setTimeout(save, 10000); }
  };
  form.addEventListener("input", () => { dirty = true; clearTimeout(waiting); waiting = setTimeout(save, 3000); say("有修改，尚未保存"); });
  form.addEventListener("submit", () => { dirty = false; stopped = true; clearTimeout(waiting); });
  window.addEventListener("beforeunload", (event) => { if (dirty && !stopped) event.preventDefault(); });
};

// A finding leads to its place in the text.
const findings = (editor) => {
  for (const one of document.querySelectorAll(".finding[data-quote]")) {
    const quote = one.dataset.quote.trim();
    if (!quote) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "定位" });
    button.addEventListener("click", () => {
      let at = -1, size = 0;
      editor.state.doc.descendants((node, pos) => {
        if (at >= 0 || !node.isTextblock) return at < 0;
        const index = node.textContent.indexOf(quote);
        if (index >= 0) { at = pos + 1 + index; size = quote.length; }
        return false;
      });
      if (at >= 0) editor.chain().focus().setTextSelection({ from: at, to: at + size }).scrollIntoView().run();
    });
    one.append(button);
  }
};

// The last row of a grid filled: another blank one appears.
const grids = () => {
  for (const body of document.querySelectorAll("table[data-rows] tbody")) {
    body.addEventListener("input", () => {
      const last = body.rows[body.rows.length - 1];
      if (![...last.querySelectorAll("input, select")].some((one) => one.value)) return;
      const next = last.cloneNode(true);
      for (const one of next.querySelectorAll("input, select")) {
        one.value = "";
        one.name = one.name.replace(/-(\d+)-/, (_, n) => `-${Number(n) + 1}-`);
        one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/第 (\d+) 行/, (_, n) => `第 ${Number(n) + 1} 行`));
      }
      body.append(next);
    });
  }
};

const textarea = document.querySelector("textarea[data-editor]");
if (textarea) findings(start(textarea));
const form = document.querySelector("form[data-autosave]");
if (form) autosave(form);
grids();
