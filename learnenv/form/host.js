// A form and whoever grades it, whichever front end is in between: drafts, a copy in this tab of what is not stored yet, and what to do
// when an answer comes. `data` is the props of the form, with
//   key        the opaque key of this drawing, handed back with the answer
//   keep       where this tab keeps what was typed (a sessionStorage key), or ""
//   drafts     whether to send drafts, and draft_seq: the number of the last draft that Python has
//   play       whether a picture can be asked for while the learner fills in the form
// and `tell(event, value)` is told two events: submit {value, key, seconds, certainty} and draft {value, seq}. `play(value)` asks for a
// picture of what is filled in: {svg, alt} or null, later.

import { focused } from "./dom.js";
import { mount } from "./form.js";

const PAUSE = 1000; // milliseconds without a change after which a draft is sent
const BLUR = 150; // the same once the form is left, unless a submit follows at once
const REFUSED = new Set(["invalid", "error"]); // the answer was not stored, so the copy stays

export class Host {
  constructor(parent, data, tell, play) {
    this.parent = parent;
    this.data = data;
    this.tell = tell;
    this.play = data.play ? play : null;
    this.patience = this.data.patience ?? undefined;
    this.drawn = performance.now();
    this.timer = 0;
    this.unsent = this.recall();
    this.seq = this.unsent?.seq ?? 0;
    this.handedIn = 0; // the seq of the last change that a submit took along
    this.form = mount(parent, this);
    this.left = () => this.leave();
    parent.addEventListener("focusout", this.left);
    if (this.unsent) this.send(PAUSE);
  }

  // For the form.

  props() {
    return this.data;
  }

  kept() {
    return this.unsent?.value ?? null;
  }

  draft(value) {
    // Higher than all before, also before a reload, in another tab, or when a clock went back.
    this.seq = Math.max(Date.now(), this.seq + 1, (this.data.draft_seq ?? 0) + 1);
    this.unsent = { value, seq: this.seq };
    store((storage) => storage.setItem(this.data.keep, JSON.stringify(this.unsent)), this.data.keep);
    this.send(PAUSE);
  }

  submit(value, certainty) {
    this.rest(); // the answer holds what the draft would
    this.handedIn = this.seq;
    const seconds = Math.round((performance.now() - this.drawn) / 100) / 10;
    this.tell("submit", { value, key: this.data.key, seconds, certainty });
  }

  // For the adapter.

  renew(data) {
    const before = this.data;
    this.data = data;
    if (this.data.key !== before.key) this.drawn = performance.now();
    const answered = this.data.result && this.data.result.attempt !== before.result?.attempt;
    const refused = answered && REFUSED.has(this.data.result.state);
    this.forget(Math.max(answered && !refused ? this.handedIn : 0, this.data.draft_seq ?? 0));
    this.form.update();
    if (refused && this.unsent) this.send(PAUSE);
  }

  destroy() {
    this.rest();
    this.parent.removeEventListener("focusout", this.left);
    this.form.destroy();
  }

  // The rest is its own.

  send(wait) {
    this.rest();
    if (!this.data.drafts) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (this.unsent) this.tell("draft", this.unsent);
    }, wait);
  }

  rest() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  leave() {
    // Later, because a row that moves lets go of the keyboard and takes it again.
    setTimeout(() => this.timer && !focused(this.form.node) && this.send(BLUR));
  }

  // What this tab kept and Python does not have yet: {value, seq} or null.
  recall() {
    const text = store((storage) => storage.getItem(this.data.keep), this.data.keep);
    const kept = parse(text);
    if (this.data.readonly || !kept?.value || !(kept.seq > (this.data.draft_seq ?? 0))) return null;
    return kept;
  }

  // Python has everything up to this number.
  forget(seq) {
    if (!this.unsent || this.unsent.seq > seq) return;
    this.unsent = null;
    store((storage) => storage.removeItem(this.data.keep), this.data.keep);
  }
}

// sessionStorage may be full, or forbidden by the browser: then there is no copy, and all else goes on.
function store(use, keep) {
  try {
    return keep ? use(sessionStorage) : null;
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
