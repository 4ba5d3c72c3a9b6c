// The form as a Streamlit component (st.components.v2). Python gives the props of the form as `data`, with
//   key        the opaque key of this drawing, handed back with the answer
//   keep       where this tab keeps what was typed (a sessionStorage key), or ""
//   drafts     whether to send drafts, and draft_seq: the number of the last draft that Python has
// and gets two events: submit {value, key, seconds} and draft {value, seq}.

import { focused } from "./dom.js";
import { mount } from "./form.js";

const PAUSE = 1000; // milliseconds without a change after which a draft is sent
const BLUR = 150; // the same once the form is left, unless a submit follows at once
const REFUSED = new Set(["invalid", "error"]); // the answer was not stored, so the copy stays
const mounts = new WeakMap();

// Streamlit calls this for every new `data`, so a form is made once per parent element. It calls what was returned
// when the component goes, but also when a call was overtaken by the next: only the last one may clear up.
export default function streamlit(component) {
  const parent = component.parentElement;
  let host = mounts.get(parent);
  if (host && host.data.keep !== component.data.keep) {
    host.destroy();
    host = null;
  }
  if (host) host.renew(component);
  else mounts.set(parent, (host = new StreamlitHost(component)));
  const call = (host.calls += 1);
  return () => {
    if (host.calls !== call) return;
    host.destroy();
    if (mounts.get(parent) === host) mounts.delete(parent);
  };
}

class StreamlitHost {
  constructor(component) {
    this.component = component;
    this.data = component.data;
    this.patience = this.data.patience ?? undefined;
    this.calls = 0;
    this.drawn = performance.now();
    this.timer = 0;
    this.unsent = this.recall();
    this.seq = this.unsent?.seq ?? 0;
    this.handedIn = 0; // the seq of the last change that a submit took along
    this.form = mount(component.parentElement, this);
    this.left = () => this.leave();
    component.parentElement.addEventListener("focusout", this.left);
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

  submit(value) {
    this.rest(); // the answer holds what the draft would
    this.handedIn = this.seq;
    const seconds = Math.round((performance.now() - this.drawn) / 100) / 10;
    this.component.setTriggerValue("submit", { value, key: this.data.key, seconds });
  }

  // For Streamlit.

  renew(component) {
    const before = this.data;
    this.component = component;
    this.data = component.data;
    if (this.data.key !== before.key) this.drawn = performance.now();
    const answered = this.data.result && this.data.result.attempt !== before.result?.attempt;
    const refused = answered && REFUSED.has(this.data.result.state);
    this.forget(Math.max(answered && !refused ? this.handedIn : 0, this.data.draft_seq ?? 0));
    this.form.update();
    if (refused && this.unsent) this.send(PAUSE);
  }

  destroy() {
    this.rest();
    this.component.parentElement.removeEventListener("focusout", this.left);
    this.form.destroy();
  }

  // The rest is the adapter's own.

  send(wait) {
    this.rest();
    if (!this.data.drafts) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (this.unsent) this.component.setTriggerValue("draft", this.unsent);
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
