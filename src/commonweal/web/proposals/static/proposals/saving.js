// Saves an answer while it is typed. Without this script the buttons do the same.
// What could not be sent is kept on this device until it could, and put back when the page is opened again.
// What it says stands in the page, in the page's language: data-saving, data-signed-out and so on.

const form = document.querySelector("[data-answer]");
const status = form?.querySelector("[data-saved]");
const place = form && `commonweal:answer:${new URL(form.action).pathname}`;
const PAUSE = 800;
let waiting, sending = false, again = false, unsent = false, pressed = null;

// What a person wrote, without what the page needs to send it: that changes with every save.
const own = (entries) => JSON.stringify(entries.filter(([name]) => name !== "revision"));

function written(of = form) {
  const data = new FormData(of);
  for (const name of ["csrfmiddlewaretoken", "opened", "key"]) data.delete(name);
  return [...data.entries()];
}

function keep(submitted = false) {
  try { localStorage.setItem(place, JSON.stringify({ submitted, entries: written() })); } catch { /* a full or closed store: the page still holds it */ }
}

function forget() {
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
}

function say(words, wrong = false) {
  status.textContent = words;
  status.classList.toggle("cw-saved--wrong", wrong);
}

function post() {
  return fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual",
  });
}

const shut = (answer) => answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect";

// Signing in again, in another tab, makes this page's token worthless: take the one of a page opened now.
async function renewed() {
  const answer = await fetch(form.action, { headers: { Accept: "text/html" }, redirect: "manual" });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[data-answer] [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  return Boolean(token);
}

async function save() {
  if (sending) { again = true; return; }
  sending = true;
  unsent = false;
  const sent = own(written());
  say(status.dataset.saving);
  try {
    let answer = await post();
    if (shut(answer) && await renewed()) answer = await post();
    if (answer.ok) {
      const got = await answer.json();
      form.elements.revision.value = got.revision;
      form.elements.opened.value = got.opened;
      say(got.saved);
      if (sent === own(written())) forget(); else keep();
    } else if (shut(answer)) {
      unsent = true;
      say(status.dataset.signedOut, true);
    } else {
      const got = await answer.json().catch(() => ({ problems: [status.dataset.notSaved] }));
      say(status.dataset.refused.replace("{problems}", () => got.problems.join(" ")), true);
    }
  } catch {
    unsent = true;
    say(status.dataset.offline, true);
    clearTimeout(waiting);
    waiting = setTimeout(save, 5000);
  }
  sending = false;
  if (pressed) {
    const button = pressed;
    pressed = null;
    again = false;
    form.requestSubmit(button);
  } else if (again) { again = false; save(); }
}

function restore() {
  let found;
  try { found = JSON.parse(localStorage.getItem(place)); } catch { return; }
  if (!found) return;
  const kept = found.entries;
  const revision = new Map(kept).get("revision");
  const saved = found.submitted && Number(form.elements.revision.value) > Number(revision);
  if (saved || own(kept) === own(written())) { forget(); return; }
  const values = new Map();
  for (const [name, value] of kept) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else {
      // Typed before this script came, it is not written over.
      const typed = field.type === "textarea" && field.value !== field.defaultValue ? field.value : "";
      field.value = given[0] ?? "";
      if (!field.value.includes(typed)) field.value = `${field.value}\n${typed}`.trim();
    }
  }
  form.elements.revision.value = revision ?? form.elements.revision.value;
  say(status.dataset.earlier, true);
}

function changed() {
  keep();
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

// Whether something was typed or chosen before this script came: beside the form as it was brought. A browser may
// show less than was brought (letters in a field of numbers): that is the same in both, and is not saved over.
function early() {
  const brought = form.cloneNode(true);
  brought.reset();
  return own(written(brought)) !== own(written());
}

if (form) {
  const typed = early();
  restore();
  if (typed) changed();
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    keep(true);
    // Sent while a saving is under way, it would meet its own earlier text as if it were somebody else's.
    if (sending && !pressed) {
      event.preventDefault();
      pressed = event.submitter;
    }
  });
  for (const back of ["online", "focus"]) window.addEventListener(back, () => { if (unsent) save(); });
}
