// While a document is being read, its page says how far the reading is. Without this script the page has a link
// to look again, and asks for itself every few seconds.
const EVERY = 1500;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { "Cache-Control": "no-cache" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("reading");
    if (!answer.ok || !now || !("busy" in now.dataset)) {
      location.reload();
      return;
    }
    document.getElementById("reading").replaceWith(now);
  } catch {
    // The network went away for a moment: the next look may find it.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
