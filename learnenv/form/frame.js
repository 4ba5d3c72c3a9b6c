// What every field has around it: its label, help, the mark after checking, and what is wrong with the answer.

import { el, icon, words } from "./dom.js";

// A frame is {node, body, control, describedBy, problem(text), mark(right)}. With `control: true` the label
// belongs to one control (give it the attributes in `control`); otherwise the field is a group of controls.
export function frame(form, field, { control = false, role = null } = {}) {
  const id = form.id();
  const help = field.help ? el("div", { class: "le-help", id: `${id}-help`, dir: "auto" }, field.help) : null;
  const problem = el("div", { class: "le-problem", id: `${id}-problem`, dir: "auto", hidden: true });
  const mark = badge(form);
  const describedBy = [help?.id, problem.id].filter(Boolean).join(" ");
  const title = [words(field.label || form.t("answer")), asked(form, field), mark.node];
  const look = field.label ? "le-label" : "le-label le-unseen";
  const body = el("div", { class: "le-body" });
  const attributes = { class: "le-field", "data-kind": field.kind, "data-name": field.name };
  const node = control
    ? el("div", attributes, el("label", { class: look, for: id }, ...title), help, body, problem)
    : el(
        "fieldset",
        { ...attributes, role, "aria-describedby": describedBy, "aria-required": role && String(field.required) },
        el("legend", { class: look }, ...title),
        help,
        body,
        problem,
      );
  return {
    node,
    body,
    control: { id, "aria-describedby": describedBy, "aria-required": String(Boolean(field.required)) },
    problem: (text) => setProblem(problem, text),
    mark: mark.set,
  };
}

// A mark beside an item: an icon and a word, never a colour alone.
export function badge(form) {
  const node = el("span", { class: "le-badge", id: form.id(), hidden: true });
  const set = (right) => {
    node.hidden = right === null;
    node.className = right ? "le-badge le-is-right" : "le-badge le-is-wrong";
    if (right === null) node.replaceChildren();
    else if (right) node.replaceChildren(icon("right"), form.t("item_right"));
    else node.replaceChildren(icon("notYet"), form.t("item_wrong"));
  };
  return { node, set };
}

// "(required)" only helps where something else is not.
function asked(form, field) {
  const mixed = form.props.fields.some((each) => !each.required);
  return field.required && mixed ? el("span", { class: "le-required" }, form.t("required")) : null;
}

function setProblem(node, text) {
  node.hidden = !text;
  node.replaceChildren();
  if (text) node.append(icon("care"), el("span", {}, text));
}
