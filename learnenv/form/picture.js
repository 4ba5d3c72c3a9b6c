// The picture above a form: what is filled in, drawn while the learner moves things about. The host draws; here it is only shown, and told
// in words once it stands still. One question is under way at a time, and the latest value is the one that counts: however fast a slider
// moves and however slow the host is, nothing queues up.

import { el } from "./dom.js";

const BETWEEN = 40; // milliseconds between two questions at least
const REST = 800; // milliseconds without a change after which the picture is told
const LONGEST = 8000; // milliseconds after which an answer is not waited for any more

export class Picture {
  constructor(form) {
    this.form = form;
    this.image = el("img", { alt: "" });
    this.node = el("figure", { class: "le-picture", hidden: true });
    this.wanted = null; // a value to draw next
    this.asking = false;
    this.turn = 0; // counts what makes an answer under way stale
    this.rest = 0;
  }

  // As the host has it: for what is stored, or for what was changed here since.
  take() {
    this.turn += 1;
    if (this.form.typed.size && this.form.host.play) this.ask();
    else this.show(this.form.props.picture);
  }

  // The learner changed something.
  follow() {
    if (!this.form.host.play || this.node.hidden) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.tell(), REST);
    this.ask();
  }

  destroy() {
    this.turn = NaN; // equal to nothing: what is under way is never shown
    this.wanted = null;
    clearTimeout(this.rest);
  }

  // The rest is its own.

  show(picture) {
    this.node.hidden = !picture;
    if (!picture) return;
    if (!this.image.parentNode) this.node.append(this.image); // not before there is something to see: most forms have no picture
    // The old drawing stays until the new one is read, so nothing flickers. As an image it can only be looked at.
    this.image.src = `data:image/svg+xml,${encodeURIComponent(picture.svg)}`;
    this.image.alt = picture.alt;
  }

  async ask() {
    this.wanted = this.form.value();
    if (this.asking) return;
    this.asking = true;
    while (this.wanted) {
      const [value, turn] = [this.wanted, this.turn];
      this.wanted = null;
      const drawn = await Promise.race([this.form.host.play(value).catch(() => null), after(LONGEST)]);
      if (drawn && turn === this.turn) this.show(drawn);
      await after(BETWEEN);
    }
    this.asking = false;
  }

  // Wait for the picture of the latest value, then say what is on it.
  async tell() {
    while (this.asking) await after(BETWEEN);
    if (!Number.isNaN(this.turn)) this.form.say(this.image.alt);
  }
}

function after(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
