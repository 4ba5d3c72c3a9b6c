// How sure the learner is: three radio buttons above the button of the form. It may be left open, is no field of the
// exercise, and is asked anew for every answer.

import { el } from "./dom.js";

const LEVELS = {
  low: (form) => form.t("certainty_low"),
  mid: (form) => form.t("certainty_mid"),
  high: (form) => form.t("certainty_high"),
};

export class Certainty {
  constructor(form) {
    this.form = form;
    const group = form.id();
    this.legend = el("legend", { class: "le-sure-label" });
    this.rows = Object.keys(LEVELS).map((level) => {
      const input = el("input", { type: "radio", name: group, value: level, "data-focus": `/certainty/${level}` });
      const label = el("span");
      return { level, input, label, node: el("label", { class: "le-sure-level" }, input, label) };
    });
    this.levels = el("div", { class: "le-sure-levels" }, ...this.rows.map((row) => row.node));
    this.node = el("fieldset", { class: "le-sure", role: "radiogroup", hidden: true });
  }

  // The level that was chosen; null when there is none, or when nothing was asked.
  get() {
    const chosen = this.rows.find((row) => row.input.checked);
    return chosen && !this.node.hidden ? chosen.level : null;
  }

  clear() {
    this.rows.forEach((row) => (row.input.checked = false));
  }

  draw() {
    const asked = Boolean(this.form.props.certainty && !this.form.props.readonly);
    if (asked === this.node.hidden) {
      this.node.hidden = !asked;
      this.node.replaceChildren(...(asked ? [this.legend, this.levels] : []));
    }
    this.legend.textContent = this.form.t("certainty");
    this.rows.forEach((row) => (row.label.textContent = LEVELS[row.level](this.form)));
  }
}
