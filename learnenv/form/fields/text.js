// number, short-text and long-text: what the learner types, exactly as typed.

import { el } from "../dom.js";
import { frame } from "../frame.js";

export function drawNumber(form, field) {
  const number = drawNumberBox(form, field);
  return field.range ? withSlider(form, field, number) : number;
}

function drawNumberBox(form, field) {
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

// A slider beside the box. The box is the answer: it can be empty, and it holds what lies between two steps.
function withSlider(form, field, number) {
  const { least, most, step } = field.range;
  const [input] = number.controls();
  const write = (value) => written(value, form.props.language);
  const slider = el("input", {
    type: "range",
    class: "le-slider",
    min: String(least),
    max: String(most),
    step: String(step),
    "aria-disabled": form.props.readonly && "true",
    "aria-label": field.label || form.t("answer"),
    "aria-describedby": input.getAttribute("aria-describedby"),
    "data-focus": `${field.name}/slider`,
    oninput() {
      if (form.props.readonly) return follow();
      input.value = write(slider.valueAsNumber);
      form.changed(field.name);
      follow();
    },
  });
  const follow = () => {
    const value = input.value.trim() === "" ? NaN : Number(input.value.trim().replace(",", "."));
    const set = Number.isFinite(value);
    slider.value = String(set ? value : (least + most) / 2);
    slider.classList.toggle("le-unset", !set);
    slider.setAttribute("aria-valuetext", set ? `${write(value)} ${field.unit}`.trim() : form.t("not_set"));
  };
  input.addEventListener("input", follow);
  const ends = [least, most].map((end) => el("span", {}, write(end)));
  const under = el("span", { class: "le-ends", "aria-hidden": "true" }, ...ends);
  const track = el("span", { class: "le-track" }, slider, under);
  const box = input.parentElement;
  const slide = el("span", { class: "le-slide" }, track);
  box.before(slide);
  slide.append(box);
  const set = (value) => {
    number.set(value);
    follow();
  };
  return { ...number, controls: () => [input, slider], set };
}

// A number as the reader's language writes it: at most two decimals, so that 0.1 + 0.2 is 0.3, and thousands not apart.
function written(value, language) {
  const text = String(Number(value.toFixed(2)));
  return language === "nl" ? text.replace(".", ",") : text;
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
