// one-of and many-of: a card per option with the browser's own radio button or checkbox in it.

import { el, words } from "../dom.js";
import { badge, frame } from "../frame.js";

export function drawChoice(form, field) {
  const many = field.kind === "many-of";
  const around = frame(form, field, { role: many ? null : "radiogroup" });
  const group = form.id();
  let chosen = new Set();

  const paint = () => rows.forEach((row) => (row.input.checked = chosen.has(row.option.id)));
  const change = () => {
    if (form.props.readonly) return paint();
    chosen = new Set(rows.filter((row) => row.input.checked).map((row) => row.option.id));
    form.changed(field.name);
  };
  const rows = field.options.map((option) => {
    const mark = badge(form);
    const input = el("input", {
      type: many ? "checkbox" : "radio",
      name: group,
      value: option.id,
      "data-focus": `${field.name}/${option.id}`,
      "aria-disabled": form.props.readonly && "true",
      onchange: change,
    });
    return { option, input, mark, node: el("label", { class: "le-option" }, input, words(option.text), mark.node) };
  });
  around.body.append(...rows.map((row) => row.node));
  return {
    ...around,
    controls: () => (many ? rows.map((row) => row.input) : [around.node]),
    get: () => (many ? [...chosen] : [...chosen][0]),
    set(value) {
      const wanted = new Set([value].flat());
      chosen = new Set(field.options.map((option) => option.id).filter((id) => wanted.has(id)));
      paint();
    },
    markItem: (item, right) => rows.find((row) => row.option.id === item)?.mark.set(right),
  };
}
