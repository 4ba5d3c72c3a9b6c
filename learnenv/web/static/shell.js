// What the page shell needs of script. Streamlit offers no way to say these things:
// the language of the page, its own English words, single-key shortcuts, a name for the menu, where the focus goes.
"use strict";

let words = { nl: {}, en: {} };
fetch("/words.json").then((answer) => answer.json()).then((found) => { words = found; translate(document.body); });

// The bare keys r and c would rerun the page or clear caches (WCAG 2.1.4). Typing them in a field still works.
const typing = (target) =>
  target.closest?.("input, textarea, select, [contenteditable]") || target.shadowRoot;
addEventListener("keydown", (event) => {
  const bare = event.isTrusted && !event.ctrlKey && !event.metaKey && !event.altKey;
  const target = event.composedPath()[0];
  if (bare && /^[rc]$/i.test(event.key) && !typing(target)) event.stopImmediatePropagation();
}, true);

// The page tells its language by the key of a container in the top bar.
function language() {
  const marker = document.querySelector('[class*="st-key-lang-"]');
  const found = marker && /st-key-lang-(nl|en)/.exec(marker.className);
  return found ? found[1] : document.documentElement.lang;
}

function replace(text) {
  const own = words[language()] || {};
  const bare = text.trim();
  return Object.hasOwn(own, bare) ? text.replace(bare, own[bare]) : null;
}

const ATTRIBUTES = ["aria-label", "placeholder", "title"];
function translate(root) {
  if (!root || root.closest?.('[data-testid="stMarkdownContainer"]')) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.dataset?.testid === "stMarkdownContainer" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = replace(node.data);
      if (said !== null) node.data = said;
    } else if (node.getAttribute) {
      for (const name of ATTRIBUTES) {
        const said = node.hasAttribute(name) ? replace(node.getAttribute(name)) : null;
        if (said !== null) node.setAttribute(name, said);
      }
    }
  }
}

// A part of Streamlit's script that did not arrive is told in the browser's own words, each browser its own. Ours say
// what helps. React keeps its elements: only what is in them changes.
const NOT_LOADED = /dynamically imported module|importing a module script failed|unable to preload/i;
function nameLostParts() {
  for (const box of document.querySelectorAll('[data-testid="stAlertContentError"]')) {
    const ours = (words[language()] || {})["(part)"];
    if (!ours || !NOT_LOADED.test(box.textContent)) continue;
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.parentNode === box ? ours : "";
    for (const element of box.children) element.hidden = true;
  }
}

// Everything that has to hold after each change of the page, once per frame.
let path = here();
let toFocus = false;
function settle() {
  greetAgain();
  nameLostParts();
  const now = language();
  if (document.documentElement.lang !== now) {
    document.documentElement.lang = now;
    translate(document.body);
  }
  const menu = document.querySelector(".st-key-menu");
  const name = (words[now] || {})["(menu)"] || "Menu";
  if (menu && menu.getAttribute("aria-label") !== name) {
    menu.setAttribute("role", "navigation");
    menu.setAttribute("aria-label", name);
  }
  for (const link of document.querySelectorAll('[class*="st-key-menu-"] a')) {
    const here = link.closest('[class*="st-key-menu-now-"]');
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  // A table that is wider than the page can be scrolled, with the keyboard too.
  for (const table of document.querySelectorAll('[data-testid="stMarkdownContainer"] table')) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
  if (here() !== path) {
    path = here();
    toFocus = true;
  }
  for (const news of document.querySelectorAll(".st-key-case-news, .st-key-feedback-right-act, .st-key-feedback-wrong-act")) {
    if (news.getAttribute("role") !== "status") news.setAttribute("role", "status");
  }
  if (toFocus) focusHeading();
  else if (!followScene()) rescueFocus();
}

// Which page this is; the number of a part of a long list makes no other page of it.
function here() {
  const query = new URLSearchParams(location.search);
  query.delete("p");
  return `${location.pathname}?${query}`;
}

// After going to another page the focus goes to its heading, so that who listens or types starts at the top.
let oldHeading = "";
function focusHeading() {
  const heading = document.querySelector("h1");
  if (!heading || heading.textContent === oldHeading) return;
  toFocus = false;
  oldHeading = heading.textContent;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

// In a case a choice leads to another scene on the same page: once it is drawn the focus goes to its heading, with what
// the choice did in sight. The key of its container tells which scene it is. True while that is still to come.
let scene = null;
function followScene() {
  const now = document.querySelector('[class*="st-key-scene-"]');
  const name = now ? `${path}#${/st-key-scene-(\S+)/.exec(now.className)[1]}` : null;
  if (!name || !scene?.startsWith(`${path}#`)) scene = name;
  if (name === scene) return false;
  const heading = now.querySelector("h2");
  const drawn = document.querySelector('[data-testid="stApp"]').dataset.testScriptState === "notRunning";
  if (!drawn || !heading) return true;
  scene = name;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  now.closest(".st-key-case-main")?.scrollIntoView({ block: "start" });
  return true;
}

// After the connection was lost the server may be another one, which knows nothing of the parts of this page. Running
// the page once makes them known, so that the next answer arrives. "r" is how Streamlit lets a page be run again.
let connected = null;
function greetAgain() {
  const now = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
  if (now && connected === false) document.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", keyCode: 82 }));
  if (now || connected) connected = now; // before the first connection nothing is lost
}

// What has the focus, with the elements around it. Some controls go once they did their work: the last hint, the last
// try. The focus would fall to nowhere; it goes to what they brought.
const AFTER_FORM = ["feedback-", "solution-", "hints-"];
const AFTER_BUTTON = ["solution-", "hints-", "feedback-", "recovery-code"];
let held = null;
addEventListener("focusin", (event) => {
  const around = event.composedPath().filter((node) => node instanceof Element);
  held = around[0] === document.body ? null : around;
});
addEventListener("focusout", () => setTimeout(() => {
  if (!nowhere() || !held) return;
  if (gone(held[0])) soon(); // a form changes inside, where no change of the page is seen
  else held = null; // the reader let go of it
}));

const nowhere = () => !document.activeElement || document.activeElement === document.body;
const gone = (node) => !node.isConnected || node.disabled || !node.checkVisibility();

function rescueFocus() {
  if (!nowhere() || !held || !gone(held[0])) return;
  const brought = held.some((node) => node.classList.contains("le-form")) ? AFTER_FORM : AFTER_BUTTON;
  const home = held.find((node) => node.isConnected && node.matches('[class*="st-key-exercise-"], [data-testid="stMain"]'));
  const target = brought.map((key) => home?.querySelector(`[class*="st-key-${key}"]`)).find(Boolean);
  const next = target ?? document.querySelector("h1");
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; settle(); });
}
addEventListener("resize", soon);
new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "characterData") {
      const said = change.target.parentElement?.closest('[data-testid="stMarkdownContainer"]') ? null : replace(change.target.data);
      if (said !== null) change.target.data = said;
    } else if (change.type === "attributes") {
      const said = replace(change.target.getAttribute(change.attributeName) || "");
      if (said !== null) change.target.setAttribute(change.attributeName, said);
    }
    for (const node of change.addedNodes) translate(node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  }
  soon();
}).observe(document.documentElement, {
  childList: true, subtree: true, characterData: true, attributes: true,
  attributeFilter: [...ATTRIBUTES, "class", "disabled", "data-test-connection-state", "data-test-script-state"],
});

addEventListener("click", (event) => {
  oldHeading = document.querySelector("h1")?.textContent ?? "";
  // Streamlit opens every link in a text in a new tab; one to a page of ours stays in this one.
  const link = event.composedPath().find((node) => node.localName === "a");
  if (link?.target === "_blank" && link.origin === location.origin) link.target = "_self";
}, true);

// When the connection is gone because the session is over, say so by going to the way in.
setInterval(async () => {
  if (!document.querySelector('[data-testid="stConnectionStatus"], [data-testid="stDialog"], [role="dialog"]')) return;
  const answer = await fetch("/picture/ring.svg?done=0&total=1", { cache: "no-store" }).catch(() => null);
  if (answer && answer.status === 401) location.reload();
}, 5000);
