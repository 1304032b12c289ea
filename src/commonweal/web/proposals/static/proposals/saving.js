// Saves an answer while it is typed. Without this script the buttons do the same.
// What could not be sent is kept on this device until it could, and put back when the page is opened again.

const form = document.querySelector("[data-answer]");
const status = form?.querySelector("[data-saved]");
const place = form && `commonweal:answer:${location.pathname}`;
const PAUSE = 800;
let waiting, sending = false, again = false;

function written() {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  data.delete("opened");
  return JSON.stringify([...data.entries()]);
}

function keep(submitted = false) {
  try { localStorage.setItem(place, JSON.stringify({ submitted, entries: JSON.parse(written()) })); } catch { /* a full or closed store: the page still holds it */ }
}

function forget() {
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
}

function say(words, wrong = false) {
  status.textContent = words;
  status.classList.toggle("cw-saved--wrong", wrong);
}

async function save() {
  if (sending) { again = true; return; }
  sending = true;
  const sent = written();
  say("Saving …");
  try {
    const answer = await fetch(location.pathname, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (answer.ok) {
      const got = await answer.json();
      form.elements.revision.value = got.revision;
      form.elements.opened.value = got.opened;
      say(got.saved);
      if (sent === written()) forget();
    } else if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") {
      say("Not saved: you are signed out. What you wrote is kept on this device. Sign in in another tab, then press Save here.", true);
    } else {
      const got = await answer.json().catch(() => ({ problems: ["It was not saved."] }));
      say(`Not saved. ${got.problems.join(" ")} Press Save to see more.`, true);
    }
  } catch {
    say("Not saved: no connection. What you wrote is kept on this device; we go on trying.", true);
    clearTimeout(waiting);
    waiting = setTimeout(save, 5000);
  }
  sending = false;
  if (again) { again = false; save(); }
}

function restore() {
  let found;
  try { found = JSON.parse(localStorage.getItem(place)); } catch { return; }
  if (!found) return;
  const kept = found.entries;
  const revision = new Map(kept).get("revision");
  const saved = found.submitted && Number(form.elements.revision.value) > Number(revision);
  if (saved || JSON.stringify(kept) === written()) { forget(); return; }
  const values = new Map();
  for (const [name, value] of kept) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
  form.elements.revision.value = revision ?? form.elements.revision.value;
  say("This was written earlier and could not be saved. Press Save to keep it, or load the page again after signing in.", true);
}

if (form) {
  restore();
  form.addEventListener("input", () => {
    keep();
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); keep(true); });
  window.addEventListener("online", () => { if (status.classList.contains("cw-saved--wrong")) save(); });
}
