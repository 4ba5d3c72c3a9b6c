// Dragging with mouse, pen or finger, by Pointer Events: HTML's own drag events do nothing on a touch screen.

const THRESHOLD = 5; // pixels before a press becomes a drag
const EDGE = 56; // pixels from the edge of the window where the page begins to scroll along

// A finger drags by the grip, so that the rest of the row still scrolls the page; a mouse by the whole row.
// `begin()` returns {move(x, y), drop(), stop()}; stop() always comes last, drop() only when it was not cancelled.
export function draggable(handle, begin) {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary || event.target.closest("button, select")) return;
    if (event.pointerType !== "mouse" && !event.target.closest(".le-grip")) return;
    follow(handle, event, begin);
  });
}

function follow(handle, down, begin) {
  const listening = new AbortController();
  const at = { x: down.clientX, y: down.clientY };
  let drag = null;
  let frame = 0;
  const scroll = () => {
    const step = at.y < EDGE ? -9 : at.y > innerHeight - EDGE ? 9 : 0;
    if (step) scroller(handle).scrollBy(0, step);
    if (step) drag.move(at.x, at.y);
    frame = requestAnimationFrame(scroll);
  };
  const end = (dropped) => {
    listening.abort();
    cancelAnimationFrame(frame);
    if (drag && dropped) drag.drop();
    drag?.stop();
  };
  const listen = (target, name, what) => target.addEventListener(name, what, { signal: listening.signal });
  handle.setPointerCapture(down.pointerId);
  listen(handle, "pointermove", (event) => {
    at.x = event.clientX;
    at.y = event.clientY;
    if (!drag && Math.hypot(at.x - down.clientX, at.y - down.clientY) < THRESHOLD) return;
    if (!drag) frame = requestAnimationFrame(scroll);
    drag ??= begin(down.clientX, down.clientY);
    drag.move(at.x, at.y);
  });
  listen(handle, "pointerup", () => end(true));
  listen(handle, "pointercancel", () => end(false));
  listen(handle, "lostpointercapture", () => end(false));
  listen(window, "keydown", (event) => event.key === "Escape" && end(false));
}

function scroller(node) {
  for (let up = node; up; up = up.parentNode ?? up.host) {
    if (!(up instanceof Element) || up.scrollHeight <= up.clientHeight) continue;
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  }
  return document.scrollingElement;
}
