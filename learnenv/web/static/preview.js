// The author's page follows the files. The server names what it would draw now; as long as the page shows something
// else, it is run again. That mends itself after a lost connection or a restart, and what was typed stays.
"use strict";

const REST = 100; // milliseconds between two questions; the server keeps one waiting until something changes
const PATIENCE = 1500; // a run that is under way gets this long before the page is run once more

let asked = { version: "", at: 0 };

// The key of a container in the author's bar tells what the page was drawn from.
const KEY = /st-key-preview-version-(\S+)/;
const shown = () => KEY.exec(document.querySelector('[class*="st-key-preview-version-"]')?.className ?? "")?.[1] ?? "";

async function follow() {
  const answer = await fetch(`/preview/version?seen=${shown()}`, { cache: "no-store" }).catch(() => null);
  const now = answer?.ok ? await answer.text() : "";
  const ready = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
  if (!now || !shown() || !ready || now === shown()) return;
  if (asked.version === now && performance.now() - asked.at < PATIENCE) return;
  asked = { version: now, at: performance.now() };
  // "r" is how Streamlit lets a page be run again; a key that is never let go of counts once.
  for (const kind of ["keydown", "keyup"]) {
    document.dispatchEvent(new KeyboardEvent(kind, { key: "r", code: "KeyR", keyCode: 82 }));
  }
  renewPictures(now);
}

// A picture with the address of before would stay as it is on the page.
function renewPictures(version) {
  for (const picture of document.querySelectorAll('img[src*="/content/"], img[src*="/picture/trail.svg"]')) {
    const address = new URL(picture.src);
    address.searchParams.set("v", version);
    picture.src = address.href;
  }
}

let following = false;
async function look() {
  if (following) return;
  following = true;
  try {
    await follow();
  } finally {
    following = false;
  }
}

setInterval(look, REST);
// Browsers let a page that is out of sight sleep; it looks at once when it is seen again.
addEventListener("focus", look);
document.addEventListener("visibilitychange", look);
