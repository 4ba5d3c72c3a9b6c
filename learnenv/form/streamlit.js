// The form as a Streamlit component (st.components.v2): Python gives `data`, and hears the events of host.js as triggers. `play` is the
// address of the picture: asked for beside Streamlit, it runs no script and draws nothing else on the page anew.

import { Host } from "./host.js";

const mounts = new WeakMap();

// Streamlit calls this for every new `data`, so a form is made once per parent element. It calls what was returned
// when the component goes, but also when a call was overtaken by the next: only the last one may clear up.
export default function streamlit(component) {
  const parent = component.parentElement;
  let mounted = mounts.get(parent);
  if (mounted && mounted.host.data.keep !== component.data.keep) {
    mounted.host.destroy();
    mounted = null;
  }
  if (mounted) mounted.renew(component);
  else mounts.set(parent, (mounted = new Mounted(component)));
  const call = (mounted.calls += 1);
  return () => {
    if (mounted.calls !== call) return;
    mounted.host.destroy();
    if (mounts.get(parent) === mounted) mounts.delete(parent);
  };
}

class Mounted {
  constructor(component) {
    this.component = component;
    this.calls = 0;
    this.host = new Host(
      component.parentElement,
      component.data,
      (event, value) => this.component.setTriggerValue(event, value),
      (value) => this.play(value),
    );
  }

  async play(value) {
    const asked = `${this.component.data.play}&value=${encodeURIComponent(JSON.stringify(value))}`;
    const answer = await fetch(new URL(asked.slice(1), document.baseURI)); // every page is at the root of the application
    return answer.ok ? answer.json() : null;
  }

  renew(component) {
    this.component = component;
    this.host.renew(component.data);
  }
}
