// The preview and the figure picker follow what is typed and chosen. Without this script the buttons do the same.

const form = document.querySelector("[data-writing]");
const beside = form?.querySelector("[data-beside]");
const text = form?.elements.text;
const PAUSE = 600;
let waiting, asked = 0;

async function look() {
  const mine = ++asked;
  const data = new FormData(form);
  data.set("go", "preview");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (!answer.ok || mine !== asked) return;
    const html = await answer.text();
    if (mine !== asked) return;
    const focused = document.activeElement?.id, top = beside.querySelector(".cw-preview")?.scrollTop ?? 0;
    beside.innerHTML = html;
    beside.querySelector(".cw-preview").scrollTop = top;
    if (focused) document.getElementById(focused)?.focus();
  } catch {
    // The network went away for a moment: the Preview button is still there.
  }
}

function soon(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(look, pause);
}

if (form && beside && text) {
  text.addEventListener("input", () => soon(PAUSE));
  beside.addEventListener("change", () => soon(0));
  beside.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value === "preview") {
      event.preventDefault();
      soon(0);
      return;
    }
    const token = beside.querySelector("[data-token]")?.textContent;
    if (!("insert" in button.dataset) || !token) return;
    event.preventDefault();
    const at = text.selectionStart ?? text.value.length;
    text.setRangeText(token, at, text.selectionEnd ?? at, "end");
    text.focus();
    soon(0);
  });

  // What was typed before this script came is as unsaved as what is typed after it.
  const before = text.defaultValue;
  if (text.value !== before) soon(0);

  // Leaving with something unsaved asks first.
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && text.value !== before) event.preventDefault();
  });
}
