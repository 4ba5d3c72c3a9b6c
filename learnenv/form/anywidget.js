// The form in a notebook, as an anywidget. Python gives `props`: those of host.js, with `acts`, a row of buttons below the form, and `said`,
// {number, text}: something to say to who listens, once for each number. It hears {event, ...} as a message: the events of host.js, act {name},
// and play {value, number}, which it answers with {played: number, picture}.

import { el } from "./dom.js";
import { Host } from "./host.js";

export default { render: renderWidget };

function renderWidget({ model, el: root }) {
  const drawn = new Drawn(model, root);
  const renew = () => drawn.renew();
  const heard = (message) => drawn.hear(message);
  model.on("change:props", renew);
  model.on("msg:custom", heard);
  return () => {
    model.off("change:props", renew);
    model.off("msg:custom", heard);
    drawn.host?.destroy();
  };
}

class Drawn {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.place = el("div");
    this.acts = el("div", { class: "le-acts" });
    this.spoken = el("div", { class: "le-unseen", role: "status" });
    this.number = model.get("props").said?.number;
    root.classList.add("le-notebook");
    root.append(this.place, this.acts, this.spoken);
    root.addEventListener("keydown", (event) => event.stopPropagation()); // JupyterLab has single-key commands
    this.host = null;
    this.asked = 0;
    this.waiting = () => {}; // for the picture that was asked for last
    this.renew();
  }

  renew() {
    const data = this.model.get("props");
    const here = this.root.contains(document.activeElement);
    this.drawForm(data);
    this.drawActs(data.acts ?? []);
    if (data.said && data.said.number !== this.number) this.spoken.replaceChildren(el("span", {}, data.said.text));
    this.number = data.said?.number;
    // What had the keyboard may be gone: the notebook around it would take the next key for a command.
    if (here && !this.root.contains(document.activeElement)) {
      this.root.querySelector("button:not([hidden]), input, textarea, select")?.focus({ preventScroll: true });
    }
  }

  drawForm(data) {
    if (this.host && this.host.data.keep === data.keep && data.fields.length) {
      this.host.renew(data);
      return;
    }
    this.host?.destroy();
    const [tell, play] = [(event, value) => this.tell(event, value), (value) => this.play(value)];
    this.host = data.fields.length ? new Host(this.place, data, tell, play) : null;
  }

  play(value) {
    this.asked += 1;
    this.tell("play", { value, number: this.asked });
    return new Promise((done) => (this.waiting = done));
  }

  hear({ played, picture }) {
    if (played === this.asked) this.waiting(picture);
  }

  drawActs(acts) {
    const before = new Map([...this.acts.children].map((button) => [button.dataset.act, button]));
    const buttons = acts.map(({ name, label }) => {
      const button = before.get(name) ?? this.button(name);
      button.textContent = label;
      return button;
    });
    this.acts.hidden = !buttons.length;
    for (const [name, button] of before) if (!acts.some((act) => act.name === name)) button.remove();
    buttons.forEach((button, index) => {
      if (this.acts.children[index] !== button) this.acts.insertBefore(button, this.acts.children[index] ?? null);
    });
  }

  button(name) {
    const press = (event) => event.detail < 2 && this.tell("act", { name });
    return el("button", { type: "button", class: "le-quiet", "data-act": name, onclick: press });
  }

  // A kernel that is gone cannot be told anything. The form says so itself, after its patience.
  tell(event, value) {
    try {
      this.model.send({ event, ...value });
    } catch (problem) {
      console.warn("learnenv: the kernel was not told", problem);
    }
  }
}
