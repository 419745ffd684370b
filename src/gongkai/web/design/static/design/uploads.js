// Uploading several files one after the other, with progress and drag and drop. Without it the form sends them all at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const list = form.querySelector("[data-uploads]");
  const chooser = form.querySelector("input[type='file']");
  const line = (name) => {
    const row = document.createElement("li");
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    words.textContent = `${name}：正在上传`;
    bar.max = 1;
    bar.setAttribute("aria-label", `${name}的上传进度`);
    row.append(words, bar);
    list.append(row);
    return { row, words, bar };
  };
  const ended = ({ row, words, bar }, text, good) => {
    words.textContent = text;
    row.className = good ? "success" : "error";
    bar.remove();
  };
  const send = (file) => new Promise((resolve) => {
    const shown = line(file.name);
    const data = new FormData(form);
    data.delete("file");
    data.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) shown.bar.value = event.loaded / event.total; });
    request.addEventListener("load", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { answer = null; }
      const told = answer?.files?.[0];
      if (!told) { ended(shown, `${file.name}：${request.status === 413 ? "文件太大，没有收下" : "没有收下，请稍后再试"}`, false); resolve(false); return; }
      document.querySelectorAll("input[name='seen']").forEach((one) => { one.value = answer.seen; });
      ended(shown, `${told.name}：${told.words}`, told.good);
      resolve(told.good);
    });
    request.addEventListener("error", () => { ended(shown, `${file.name}：没有连上服务器，请再试一次`, false); resolve(false); });
    request.send(data);
  });
  const sendAll = async (files) => {
    let refused = 0;
    for (const file of files) refused += (await send(file)) ? 0 : 1;
    chooser.value = "";
    // What was refused stays on the screen to be read; when all went well the page shows the new files.
    if (!refused) location.reload();
  };
  form.addEventListener("submit", (event) => {
    if (!chooser.files.length) return;
    event.preventDefault();
    sendAll([...chooser.files]);
  });
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); sendAll([...event.dataTransfer.files]); });
})();
