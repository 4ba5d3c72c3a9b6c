// place: give each item a place. A select per item is always there; where there is room the places are also shown
// as boxes onto which items can be dragged. The items keep their order, so that a keyboard never loses its way.

import { el, icon, words } from "../dom.js";
import { draggable } from "../drag.js";
import { badge, frame } from "../frame.js";

const LONG = 32; // characters from which a place does not fit a select on a phone, so that its box is shown there too

export function drawPlace(form, field) {
  const around = frame(form, field);
  const texts = new Map([...field.items, ...field.places].map((each) => [each.id, each.text]));
  let placed = {};

  const paint = () => {
    rows.forEach((row) => {
      row.select.value = placed[row.item.id] ?? "";
      row.node.classList.toggle("le-placed", row.item.id in placed);
    });
    boxes.forEach((box) => {
      const inside = field.items.filter((item) => placed[item.id] === box.place.id);
      box.chips.replaceChildren(...inside.map((item) => drawChip(item)));
    });
  };
  const put = (item, place) => {
    if (form.props.readonly || (placed[item] ?? "") === place) return paint();
    placed = { ...placed, [item]: place };
    if (!place) delete placed[item];
    paint();
    form.changed(field.name, item);
    if (place) form.say(form.t("placed", { text: texts.get(item), place: texts.get(place) }));
    else form.say(`${texts.get(item)}: ${form.t("not_placed")}`);
  };
  const drag = (node, item, outside) => {
    if (form.props.readonly) return;
    draggable(node, () => dragItem(form, node, item, boxes, (place) => put(item.id, place ?? outside())));
  };
  const drawChip = (item) => {
    const chip = el("span", { class: "le-chip" }, words(item.text));
    drag(chip, item, () => "");
    if (!form.props.readonly) chip.prepend(el("span", { class: "le-grip" }, icon("grip")));
    return chip;
  };
  const rows = field.items.map((item) => {
    const row = drawItem(form, field, item, put);
    drag(row.node, item, () => placed[item.id] ?? "");
    return row;
  });
  const boxes = field.places.map(drawBox);
  const long = field.places.some((place) => place.text.length > LONG);
  around.body.append(
    el(
      "div",
      { class: long ? "le-place le-long" : "le-place" },
      el("ul", { class: "le-items", role: "list" }, ...rows.map((row) => row.node)),
      // The selects say all of this already, so it is only for the eye and the pointer.
      el("div", { class: "le-boxes", "aria-hidden": "true" }, ...boxes.map((box) => box.node)),
    ),
  );
  return {
    ...around,
    controls() {
      const empty = rows.filter((row) => !row.select.value);
      return (empty.length ? empty : rows).map((row) => row.select);
    },
    get: () => ({ ...placed }),
    set(value) {
      const known = (item) => field.places.some((place) => place.id === value?.[item.id]);
      placed = Object.fromEntries(field.items.filter(known).map((item) => [item.id, value[item.id]]));
      paint();
    },
    markItem: (item, right) => rows.find((row) => row.item.id === item)?.mark.set(right),
  };
}

function drawItem(form, field, item, put) {
  const mark = badge(form);
  const select = el(
    "select",
    {
      class: "le-input",
      dir: "auto",
      "aria-label": form.t("place_of", { text: item.text }),
      "aria-describedby": mark.node.id,
      "aria-disabled": form.props.readonly && "true",
      "data-focus": `${field.name}/${item.id}`,
      onchange: () => put(item.id, select.value),
    },
    el("option", { value: "" }, form.t("choose_place")),
    ...field.places.map((place) => el("option", { value: place.id }, place.text)),
  );
  const grip = el("span", { class: "le-grip", "aria-hidden": "true" }, icon("grip"));
  const text = el("span", { class: "le-middle" }, words(item.text), mark.node);
  const node = el("li", { class: "le-item" }, form.props.readonly ? null : grip, text, select);
  return { item, select, mark, node };
}

function drawBox(place) {
  const chips = el("div", { class: "le-chips" });
  return { place, chips, node: el("div", { class: "le-box" }, words(place.text, "le-box-name"), chips) };
}

// A small copy of the item follows the pointer; `drop` is called with the place under it, or null.
function dragItem(form, source, item, boxes, drop) {
  const ghost = el("div", { class: "le-ghost", "aria-hidden": "true" }, words(item.text));
  form.node.append(ghost);
  const zero = ghost.getBoundingClientRect(); // not 0,0 when something above the form is transformed
  let over = null;
  source.classList.add("le-lifted");
  return {
    move(x, y) {
      ghost.style.transform = `translate(${x - zero.left + 10}px, ${y - zero.top + 6}px)`;
      over = boxes.find((box) => within(box.node.getBoundingClientRect(), x, y)) ?? null;
      boxes.forEach((box) => box.node.classList.toggle("le-over", box === over));
    },
    drop: () => drop(over ? over.place.id : null),
    stop() {
      ghost.remove();
      source.classList.remove("le-lifted");
      boxes.forEach((box) => box.node.classList.remove("le-over"));
    },
  };
}

function within(box, x, y) {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
