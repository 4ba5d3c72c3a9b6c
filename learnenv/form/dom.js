// The few helpers that everything is drawn with. Words go in as text, never as HTML.

const CONTROLS = new Set(["button", "input", "select", "textarea"]);
const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  right: "M4.5 12.5l5 5 10-11",
  notYet: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8",
  partial: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 8h5.5M12 12h8.5M12 16h5.5",
  care: "M12 4L2.8 20h18.4L12 4zM12 10v5M12 17.5v.5",
  add: "M12 5v14M5 12h14",
  remove: "M6 6l12 12M18 6L6 18",
  grip: "M9 5.5v.01M15 5.5v.01M9 12v.01M15 12v.01M9 18.5v.01M15 18.5v.01",
};

// An element. Attributes that start with "on" are listeners; null, undefined and false are left out.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  // Jupyter Notebook 7 takes single keys before the page does, unless the control itself says no.
  if (CONTROLS.has(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

// Words of an author or a learner, in the direction of their own script.
export function words(text, name = "le-words") {
  return el("span", { class: name, dir: "auto" }, text);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `le-icon le-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// "Up: {text}" with its values. A function as replacement, so that "$&" in an answer stays "$&".
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// The focused element, also inside a shadow root, where document.activeElement is only the host.
export function focused(node) {
  const active = node.getRootNode().activeElement;
  return active && node.contains(active) ? active : null;
}

// Do something that moves elements about, without the keyboard losing its place.
export function keepingFocus(node, change) {
  const active = focused(node);
  change();
  if (active && active.isConnected && focused(node) !== active) active.focus({ preventScroll: true });
}

// Let rows glide to where they went, unless the learner asked for less motion.
export function gliding(nodes, change) {
  const before = nodes.map((node) => node.getBoundingClientRect().top);
  change();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  nodes.forEach((node, index) => {
    const distance = before[index] - node.getBoundingClientRect().top;
    if (!distance) return;
    node.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], {
      duration: 160,
      easing: "ease-out",
    });
  });
}
