// The foot of a form: how sure one is, the one button, and the line that says how it went. It lives as long as the form does,
// because a screen reader only hears changes in a line that was already there.

import { Certainty } from "./certainty.js";
import { el, icon } from "./dom.js";

const PATIENCE = 8000; // milliseconds after which a host that does not answer is taken for dead
const SOON = 300; // an answer within this time needs no "checking"
const ICONS = { right: "right", saved: "right", partial: "partial", wrong: "notYet", invalid: "care", error: "care" };

export class Foot {
  constructor(form, submit) {
    this.form = form;
    this.submit = submit;
    this.waiting = false;
    this.shown = ""; // "", "checking", "late" or "result"
    this.timers = [];
    this.sure = new Certainty(form);
    this.label = el("span");
    this.button = el(
      "button",
      { type: "button", class: "le-submit", "data-focus": "/submit", onclick: (event) => this.press(event) },
      this.label,
    );
    // Enter held down would press again and again.
    this.button.addEventListener("keydown", (event) => event.repeat && event.preventDefault());
    this.status = el("div", { class: "le-status", role: "status" });
    this.node = el("div", { class: "le-foot" }, this.sure.node, this.button, this.status);
  }

  // Hand the answer in, once: not at the second half of a double click, not while an answer is awaited.
  press(event = null) {
    if (this.waiting || this.form.props.readonly || (event && event.detail > 1)) return;
    this.waiting = true;
    this.show("");
    this.timers = [
      setTimeout(() => this.show("checking"), SOON),
      setTimeout(() => {
        this.release();
        this.show("late");
      }, this.form.host.patience ?? PATIENCE),
    ];
    this.draw();
    this.submit();
  }

  release() {
    this.timers.forEach(clearTimeout);
    this.waiting = false;
    this.draw();
  }

  show(what) {
    if (what === "" && this.shown === "") return;
    this.shown = what;
    this.say();
  }

  // The words in the language of now.
  draw() {
    this.sure.draw();
    this.label.textContent = this.form.t("submit");
    this.button.hidden = Boolean(this.form.props.readonly);
    this.button.setAttribute("aria-disabled", String(this.waiting));
  }

  say() {
    const result = this.form.props.result;
    const state = this.shown === "result" ? result.state : this.shown;
    const text = { checking: () => this.form.t("checking"), late: () => this.form.t("no_answer_yet") }[state];
    const message = text ? text() : this.shown === "result" ? result.message : "";
    const picture = ICONS[state] ?? (state === "late" ? "care" : null);
    this.status.className = state ? `le-status le-status-${state}` : "le-status";
    this.status.replaceChildren();
    if (message) this.status.append(picture ? icon(picture) : "", el("span", { dir: "auto" }, message));
  }
}
