// Keeps typing on this device, under the person's id; files go in parts.
const kept = localStorage, { person } = document.documentElement.dataset;
if (person) kept.person = person;
const mine = `remiss:${kept.person}:`, OURS = /^(key|draft|kept|attached|row|do)$/;
const names = (start) => Object.keys(kept).filter((name) => name.startsWith(start)).sort();
const read = (name) => JSON.parse(kept[name]), drop = (name) => delete kept[name];
const typed = (form) => JSON.stringify([...new FormData(form)].filter(([name, text]) => text.trim?.() && !OURS.test(name)).sort());
const time = (at) => new Date(at).toLocaleString("vi");
const make = (tag, values) => Object.assign(document.createElement(tag), values);
const hide = (form, name, value) => form.append(make("input", { type: "hidden", name, value }));

const watch = (note) => {
  const [use, leave] = note.querySelectorAll("button"), { form } = use, { key, draft } = form;
  const [place] = form.action.slice(origin.length).split("#"), start = `${mine}${place}@`, own = start + Date.now();
  const shown = typed(form), title = document.querySelector("h1").textContent;
  const write = () => {
    const now = typed(form);
    if (now !== shown) kept[own] = JSON.stringify({ at: Date.now(), title, key: key.value, draft: draft.value, typed: now });
  };
  names(start).filter((name) => read(name).typed === shown).forEach(drop);
  const last = names(start).pop();
  if (last) {
    const entry = read(last);
    note.hidden = false;
    note.querySelector("time").textContent = time(entry.at);
    leave.onclick = () => { note.hidden = drop(last); };
    use.onclick = () => {
      for (const field of form.elements) field.disabled = field.name && !OURS.test(field.name);
      for (const [name, value] of JSON.parse(entry.typed)) hide(form, name, value);
      [key.value, draft.value] = [entry.key, entry.draft];
      hide(form, "do", "save");
      form.submit();
    };
  }
  setInterval(write, 3000);
  addEventListener("pagehide", write);
};

const send = async ({ form, dataset }, file, button) => {
  const own = [kept.person, file.name, file.size, file.lastModified].join();
  const call = (method, more, body) => fetch(to, { method, redirect: "manual", headers: { "Tus-Resumable": "1.0.0", ...more }, body })
    .catch(() => new Promise((later) => setTimeout(later, 3000)).then(() => call("HEAD")));
  let at, to = kept[own], answer = to && await call("HEAD");
  if (!answer?.ok) {
    to = dataset.uploads;
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
    answer = await call("POST", { "Upload-Length": file.size, "Upload-Metadata": "filename " + name });
    to = kept[own] = answer.headers.get("Location");
  }
  while (answer.ok && (at = +answer.headers.get("Upload-Offset")) < file.size) {
    button.textContent = Math.round(100 * at / file.size) + " %";
    answer = await call("PATCH", { "Content-Type": "application/offset+octet-stream", "Upload-Offset": at }, file.slice(at, at + 1e6));
  }
  drop(own);
  if (!answer.ok) throw answer;
  hide(form, "attached", answer.headers.get("Remiss-Sha256"));
};
for (const input of document.querySelectorAll("[data-uploads]")) input.form.onsubmit = async (event) => {
  if (event.submitter?.value !== "upload") return;
  event.preventDefault();
  try { for (const file of input.files) await send(input, file, event.submitter); input.value = ""; } catch { }
  hide(input.form, "do", "upload");
  input.form.submit();
};

const list = document.querySelector("#device-drafts");
for (const name of names(mine)) {
  const { key, at, title } = read(name), [href] = name.slice(mine.length).split("@");
  if (document.cookie.includes("remiss_done=" + key) || Date.now() - at > 2592e6) drop(name);
  else if (list) list.appendChild(make("li")).append(make("a", { href, textContent: `${title}, ${time(at)}` }));
}
document.querySelectorAll("[data-device]").forEach(watch);
navigator.serviceWorker?.register("/portal/sw.js");
