// Draws a form from its description and hands in what the learner filled in. It knows no exercise type, no key and
// no front end: `host` is made by an adapter. The contract: docs/architecture.md, "The form".

import { el, fill, focused } from "./dom.js";
import { Foot } from "./foot.js";
import { Picture } from "./picture.js";
import { drawChoice } from "./fields/choice.js";
import { drawOrder } from "./fields/order.js";
import { drawPlace } from "./fields/place.js";
import { drawTable } from "./fields/table.js";
import { drawLongText, drawNumber, drawShortText } from "./fields/text.js";

const KINDS = new Map([
  ["one-of", drawChoice],
  ["many-of", drawChoice],
  ["order", drawOrder],
  ["place", drawPlace],
  ["number", drawNumber],
  ["short-text", drawShortText],
  ["long-text", drawLongText],
  ["table", drawTable],
]);
const UNSETTLED = new Set(["invalid", "error"]); // states after which the server does not have the answer

// Draw the form at the end of `root`, an element or a shadow root. `host` is {props(), draft(value), submit(value, certainty)},
// and may have kept() (a value typed earlier and not yet stored, or null), play(value) (a promise of a picture of it) and patience
// (milliseconds).
export function mount(root, host) {
  const form = new Form(root, host);
  return { node: form.node, update: () => form.update(), destroy: () => form.destroy() };
}

class Form {
  constructor(root, host) {
    // Random and not counted: a host may load this module once for every form on a page.
    this.prefix = `le-${Math.random().toString(36).slice(2, 10)}`;
    this.ids = 0;
    this.host = host;
    this.props = host.props();
    this.fields = new Map();
    this.typed = new Set(); // names of fields changed here and not yet known to be stored
    this.stale = new Set(); // marks that no longer fit what is filled in: "", "field" or "field/item"
    this.given = {}; // per field, the value that the server last sent
    this.since = { typed: new Set(), stale: new Set() }; // the same, but only since the last submit
    this.foot = new Foot(this, () => this.submit());
    this.picture = new Picture(this);
    this.body = el("div", { class: "le-fields" });
    this.spoken = el("div", { class: "le-unseen", role: "status" });
    this.node = el("div", { class: "le-form", role: "group" }, this.picture.node, this.body, this.foot.node, this.spoken);
    this.node.addEventListener("keydown", (event) => this.key(event));
    root.append(this.node);
    this.start();
  }

  start() {
    const kept = this.props.readonly ? null : (this.host.kept?.() ?? null);
    for (const name of Object.keys(kept ?? {})) this.outdate(name);
    this.draw({ ...this.props.value, ...kept });
    this.remember();
    this.picture.take();
    this.inserted = this.props.insert?.number;
    if (this.props.result && !this.stale.has("")) this.foot.show("result");
  }

  // The host has new props.
  update() {
    const before = { look: this.look, result: this.result, attempt: this.attempt };
    this.props = this.host.props();
    const news = this.sign(before.attempt);
    if (news) this.settle();
    if (this.look !== before.look) this.redraw();
    else this.take();
    this.remember();
    this.mark();
    this.picture.take();
    // An update that only brings back a draft is no answer to a submit.
    if (this.foot.waiting && (this.look !== before.look || this.result !== before.result)) this.foot.release();
    if (news) this.foot.show(this.props.result ? "result" : "");
    this.insert();
  }

  destroy() {
    this.foot.timers.forEach(clearTimeout);
    this.picture.destroy();
    this.node.remove();
  }

  // For the fields: an id of its own, words, something to say to a screen reader, and "the value changed".

  id() {
    this.ids += 1;
    return `${this.prefix}-${this.ids}`;
  }

  t(key, values = {}) {
    return fill(this.props.text?.[key] ?? key, values);
  }

  say(text) {
    this.spoken.replaceChildren(el("span", {}, text)); // a new element, so that the same words are heard again
  }

  changed(name, item = null) {
    this.outdate(name, item);
    this.mark();
    if (!this.foot.waiting) this.foot.show("");
    this.host.draft(this.value());
    this.picture.follow();
  }

  // The rest is the form's own.

  value() {
    const pairs = [...this.fields].map(([name, field]) => [name, field.get()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  submit() {
    this.since = { typed: new Set(), stale: new Set() };
    this.host.submit(this.value(), this.foot.sure.get());
  }

  draw(value) {
    this.node.lang = this.props.language;
    this.node.setAttribute("aria-label", this.props.title || this.t("answer"));
    this.node.classList.toggle("le-readonly", Boolean(this.props.readonly));
    this.fields = new Map(this.props.fields.map((field) => [field.name, drawField(this, field)]));
    for (const [name, field] of this.fields) field.set(value[name]);
    this.body.replaceChildren(...[...this.fields.values()].map((field) => field.node));
    this.sign(this.attempt);
    this.mark();
    this.foot.draw();
  }

  // Everything anew, in other words perhaps, with what was typed and where the keyboard was.
  redraw() {
    const active = focused(this.node);
    const spot = active && [active.selectionStart, active.selectionEnd, active.scrollTop];
    const own = [...this.fields].filter(([name]) => !this.fresh(name)).map(([name, field]) => [name, field.get()]);
    this.draw({ ...this.props.value, ...Object.fromEntries(own) });
    this.foot.say();
    const again = [...this.node.querySelectorAll("[data-focus]")].find(
      (node) => node.dataset.focus === active?.dataset.focus,
    );
    if (!active || !again || again === active) return;
    again.focus({ preventScroll: true });
    // Only text has a selection; other inputs give null for it and throw when it is set.
    if (typeof spot[0] === "number") again.setSelectionRange(spot[0], spot[1]);
    again.scrollTop = spot[2];
  }

  // Take over what the server has, except where the learner was later.
  take() {
    for (const [name, field] of this.fields) {
      if (this.fresh(name)) field.set(this.props.value[name]);
    }
  }

  // A text that the host has at hand comes after what is typed, once for each number.
  insert() {
    const { number, field: name, text } = this.props.insert ?? {};
    const field = this.fields.get(name);
    if (number === undefined || number === this.inserted || !field) return;
    this.inserted = number;
    field.set([field.get().trimEnd(), text].filter(Boolean).join("\n\n"));
    this.changed(name);
    this.say(text);
  }

  fresh(name) {
    const value = JSON.stringify(this.props.value?.[name]);
    if (this.typed.has(name) || value === undefined || value === this.given[name]) return false;
    return value !== JSON.stringify(this.fields.get(name).get());
  }

  remember() {
    for (const name of this.fields.keys()) this.given[name] = JSON.stringify(this.props.value?.[name]);
  }

  // Note what these props are like. Says whether they bring the answer to another attempt than `before`.
  sign(before) {
    const { fields, text, language, readonly, title, result, certainty } = this.props;
    this.look = JSON.stringify([fields, text, language, Boolean(readonly), title ?? "", Boolean(certainty)]);
    this.result = JSON.stringify(result ?? null);
    this.attempt = result?.attempt;
    return this.attempt !== before;
  }

  // An answer came: only what was changed since the submit is newer than its marks, and than what is stored.
  settle() {
    this.stale = new Set(this.since.stale);
    if (UNSETTLED.has(this.props.result?.state)) return;
    this.typed = new Set(this.since.typed);
    this.foot.sure.clear(); // it was said of that answer, and not of the next
  }

  outdate(name, item = null) {
    for (const { typed, stale } of [this, this.since]) {
      typed.add(name);
      stale.add("").add(item === null ? name : `${name}/${item}`);
      stale.add(`${name}!`); // what was said about the whole field
    }
  }

  mark() {
    const result = this.props.result ?? {};
    for (const [name, field] of this.fields) {
      const problem = this.stale.has(`${name}!`) ? "" : (result.invalid?.[name] ?? "");
      field.problem(problem);
      const marked = [field.node, ...field.node.querySelectorAll("[aria-invalid]")];
      marked.forEach((control) => control.removeAttribute("aria-invalid"));
      if (problem) field.controls().forEach((control) => control.setAttribute("aria-invalid", "true"));
      this.markParts(name, field, result.parts ?? []);
    }
  }

  markParts(name, field, parts) {
    field.items.forEach((item) => field.markItem(item, null));
    field.mark(null);
    for (const part of parts) {
      if (part.field !== name || this.stale.has(name)) continue;
      if (!part.item) field.mark(this.stale.has(`${name}!`) ? null : part.right);
      else if (!this.stale.has(`${name}/${part.item}`)) field.markItem(part.item, part.right);
    }
  }

  key(event) {
    event.stopPropagation(); // JupyterLab and Streamlit have single-key commands of their own
    const line = event.target.matches("input.le-line");
    if (event.key !== "Enter" || !line || event.isComposing) return;
    event.preventDefault();
    if (this.fields.size === 1 && !event.repeat) this.foot.press();
  }
}

function drawField(form, field) {
  const draw = KINDS.get(field.kind);
  const items = (field.options ?? field.items ?? []).map((item) => item.id);
  return { items, ...(draw ?? drawUnknown)(form, field) };
}

// A kind that this version does not know: said, and what was filled in elsewhere is handed back untouched.
function drawUnknown(form, field) {
  let value;
  return {
    node: el("p", { class: "le-field le-unknown" }, form.t("unknown_field")),
    controls: () => [],
    get: () => value,
    set: (given) => (value = given),
    problem: () => {},
    mark: () => {},
    markItem: () => {},
  };
}
