// number, short-text and long-text: what the learner types, exactly as typed.

import { el } from "../dom.js";
import { frame } from "../frame.js";

export function drawNumber(form, field) {
  const around = frame(form, field, { control: true });
  const unit = field.unit ? el("span", { class: "le-unit", id: form.id(), dir: "auto" }, field.unit) : null;
  const described = [around.control["aria-describedby"], unit?.id].filter(Boolean).join(" ");
  // Never type="number": it hides a comma, and the mouse wheel changes the answer.
  const input = el("input", {
    ...typing(form, field, around),
    type: "text",
    inputmode: "decimal",
    class: "le-input le-line le-number-input",
    spellcheck: "false",
    "aria-describedby": described,
  });
  around.body.append(el("span", { class: "le-with-unit" }, input, unit));
  return typed(around, input);
}

export function drawShortText(form, field) {
  const around = frame(form, field, { control: true });
  const date = field.format === "date";
  const input = el("input", {
    ...typing(form, field, around),
    type: date ? "date" : "text",
    class: date ? "le-input le-line le-date" : "le-input le-line",
  });
  around.body.append(input);
  return typed(around, input);
}

export function drawLongText(form, field) {
  const around = frame(form, field, { control: true });
  const count = field.min_words || field.max_words ? el("div", { class: "le-count", id: form.id() }) : null;
  const rows = String(field.rows || 6);
  const look = { class: "le-input", rows, style: `--rows: ${rows}` }; // a box that grows no longer heeds `rows`
  const area = el("textarea", { ...typing(form, field, around), ...look });
  around.body.append(area, count ?? "");
  if (!count) return typed(around, area);

  area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby")} ${count.id}`);
  let timer = 0;
  const show = () => (count.textContent = counted(form, field, area.value));
  area.addEventListener("input", () => {
    clearTimeout(timer); // counting a very long text at every key would be felt
    timer = setTimeout(show, 150);
  });
  show();
  return typed(around, area, show);
}

function typing(form, field, around) {
  return {
    ...around.control,
    dir: "auto",
    autocomplete: "off",
    readonly: Boolean(form.props.readonly),
    "data-focus": field.name,
    oninput: () => form.changed(field.name),
  };
}

function typed(around, input, after = () => {}) {
  return {
    ...around,
    controls: () => [input],
    get: () => input.value,
    set(value) {
      input.value = typeof value === "string" ? value : "";
      after();
    },
    markItem: () => {},
  };
}

function counted(form, field, text) {
  const bounds = { n: (text.match(/\S+/g) ?? []).length, min: field.min_words, max: field.max_words };
  if (!field.max_words) return form.t("words_min", bounds);
  if (!field.min_words) return form.t("words_max", bounds);
  return form.t("words_range", bounds);
}
