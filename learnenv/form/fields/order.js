// order: rows that move by buttons, by arrow keys and by dragging.

import { el, gliding, icon, keepingFocus, words } from "../dom.js";
import { draggable } from "../drag.js";
import { badge, frame } from "../frame.js";

export function drawOrder(form, field) {
  const around = frame(form, field);
  const list = el("ol", { class: "le-order", role: "list" });
  let rows = field.items.map((item) => drawRow(form, field, item, (row, step) => move(row, rows.indexOf(row) + step)));

  const paint = () => {
    rows.forEach((row, index) => {
      if (list.children[index] !== row.node) list.insertBefore(row.node, list.children[index] ?? null);
      row.number.textContent = index + 1;
      row.up?.setAttribute("aria-disabled", String(index === 0));
      row.down?.setAttribute("aria-disabled", String(index === rows.length - 1));
    });
  };
  const move = (row, to, tidy = () => {}) => {
    const from = rows.indexOf(row);
    if (form.props.readonly || to < 0 || to >= rows.length || to === from) return;
    rows.splice(to, 0, ...rows.splice(from, 1));
    const nodes = rows.map((each) => each.node);
    gliding(nodes, () => {
      tidy();
      keepingFocus(list, paint);
    });
    form.changed(field.name);
    form.say(form.t("position", { text: row.item.text, n: to + 1, total: rows.length }));
  };
  if (!form.props.readonly) {
    rows.forEach((row) => draggable(row.node, (x, y) => dragRow(list, rows, row, y, (to, tidy) => move(row, to, tidy))));
    around.body.append(el("div", { class: "le-hint" }, form.t("drag_hint")));
  }
  around.body.append(list);
  paint();
  return {
    ...around,
    controls: () => [],
    get: () => rows.map((row) => row.item.id),
    set(value) {
      const wanted = Array.isArray(value) ? value : [];
      const rank = (row) => (wanted.includes(row.item.id) ? wanted.indexOf(row.item.id) : wanted.length);
      rows = [...rows].sort((one, other) => rank(one) - rank(other));
      keepingFocus(list, paint);
    },
    markItem: (item, right) => rows.find((row) => row.item.id === item)?.mark.set(right),
  };
}

function drawRow(form, field, item, step) {
  const mark = badge(form);
  const number = el("span", { class: "le-number", "aria-hidden": "true" });
  const row = { item, mark, number };
  const button = (name, label, by) =>
    el(
      "button",
      {
        type: "button",
        class: "le-small",
        "aria-label": label,
        "data-focus": `${field.name}/${item.id}/${name}`,
        onclick: () => step(row, by),
      },
      icon(name),
    );
  if (!form.props.readonly) {
    row.up = button("up", form.t("move_up", { text: item.text }), -1);
    row.down = button("down", form.t("move_down", { text: item.text }), 1);
  }
  const grip = row.up ? el("span", { class: "le-grip", "aria-hidden": "true" }, icon("grip")) : null;
  const buttons = row.up ? el("span", { class: "le-buttons" }, row.up, row.down) : null;
  const middle = el("span", { class: "le-middle" }, words(item.text), mark.node);
  row.node = el("li", { class: "le-row" }, grip, number, middle, buttons);
  row.node.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(row, by);
  });
  return row;
}

// The rows stay where they are in the page while one is dragged (moving it would let go of the pointer): they
// are only shown elsewhere, and `drop` puts them there.
function dragRow(list, rows, row, y, drop) {
  const top = () => list.getBoundingClientRect().top;
  const start = top();
  const boxes = rows.map((each) => each.node.getBoundingClientRect());
  const from = rows.indexOf(row);
  const room = boxes[from].height + (boxes.length > 1 ? boxes[1].top - boxes[0].bottom : 0);
  let to = from;
  const stop = () => {
    list.classList.remove("le-dragging");
    row.node.classList.remove("le-dragged");
    rows.forEach((each) => (each.node.style.transform = ""));
  };
  list.classList.add("le-dragging");
  row.node.classList.add("le-dragged");
  return {
    stop,
    move(x, now) {
      const by = now - y - (top() - start);
      const middle = (box) => box.top + box.height / 2;
      const above = boxes.slice(0, from).filter((box) => middle(box) > boxes[from].top + by);
      const below = boxes.slice(from + 1).filter((box) => middle(box) < boxes[from].bottom + by);
      to = from - above.length + below.length;
      rows.forEach((each, index) => {
        const shift = index > from && index <= to ? -room : index < from && index >= to ? room : 0;
        each.node.style.transform = `translateY(${each === row ? by : shift}px)`;
      });
    },
    drop: () => drop(to, stop),
  };
}
