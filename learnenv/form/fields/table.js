// table: rows of cells that the learner adds and removes. One column makes it a list; with many, a row is a card of its
// own, since a sentence in a narrow column breaks in the middle of words.

import { el, focused, icon } from "../dom.js";
import { frame } from "../frame.js";

const START = 3; // empty rows to begin with
const MANY = 4; // columns

export function drawTable(form, field) {
  const around = frame(form, field);
  const kind = field.columns.length < MANY ? "le-table le-few" : "le-table le-many";
  const list = el("div", { class: kind, style: `--le-columns: ${field.columns.length}` });
  const most = field.max_rows || Infinity;
  let rows = [];

  const paint = () => {
    list.replaceChildren(drawHead(field), ...rows.map((row, index) => drawRow(row, index)));
    add?.setAttribute("aria-disabled", String(rows.length >= most));
  };
  const focus = (index, column) => {
    const wanted = `${field.name}/${index}/${column}`;
    [...list.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === wanted)?.focus();
  };
  const grow = () => {
    if (rows.length >= most) return;
    rows = [...rows, {}];
    paint();
    focus(rows.length - 1, field.columns[0].id);
    form.changed(field.name);
  };
  const remove = (index) => {
    rows = rows.length > 1 ? rows.filter((row, each) => each !== index) : [{}];
    paint();
    focus(Math.min(index, rows.length - 1), "remove");
    form.changed(field.name);
  };
  const enter = (event, index, column) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || form.props.readonly) return;
    event.preventDefault(); // the next row, as in a list; Shift+Enter makes a new line
    if (index + 1 < rows.length) focus(index + 1, column);
    else if (Object.values(rows[index]).some(Boolean)) grow();
  };
  const type = (event, index, column) => {
    rows[index] = { ...rows[index], [column]: event.target.value };
    form.changed(field.name);
  };
  const drawRow = (row, index) => drawCells(form, field, row, index, { enter, type, remove });
  const add = form.props.readonly
    ? null
    : el("button", { type: "button", class: "le-quiet", "data-focus": `${field.name}/add`, onclick: grow });
  add?.append(icon("add"), form.t("add_row"));
  around.body.append(list, add ?? "");
  return {
    ...around,
    controls: () => [...list.querySelectorAll("textarea")],
    get: () => rows.slice(0, rows.findLastIndex((row) => Object.values(row).some(Boolean)) + 1),
    set(value) {
      const given = (Array.isArray(value) ? value : []).map((row) => read(field, row));
      while (given.length < Math.min(START, most)) given.push({});
      rows = given;
      const active = focused(list)?.dataset.focus;
      paint();
      if (active) focus(...active.split("/").slice(-2));
    },
    markItem: () => {},
  };
}

function read(field, row) {
  const cells = field.columns.map(({ id }) => [id, typeof row?.[id] === "string" ? row[id] : ""]);
  return Object.fromEntries(cells);
}

// What stands above a column to see. The one column of a list often bears the name of the field, which stands there already.
function headings(field) {
  return field.columns.map(({ text }) => (field.columns.length === 1 && text === field.label ? "" : text));
}

function drawHead(field) {
  const named = headings(field).some(Boolean);
  const names = headings(field).map((text) => el("span", { dir: "auto" }, text));
  return el("div", { class: "le-head", "aria-hidden": "true", hidden: !named }, ...names);
}

function drawCells(form, field, row, index, { enter, type, remove }) {
  const name = form.t("row", { n: index + 1 });
  const seen = headings(field);
  const cells = field.columns.map((column, place) => {
    const id = form.id();
    const area = el("textarea", {
      id,
      class: "le-input",
      rows: "1",
      dir: "auto",
      readonly: Boolean(form.props.readonly),
      "aria-label": column.text ? `${column.text}, ${name}` : name,
      "data-focus": `${field.name}/${index}/${column.id}`,
      onkeydown: (event) => enter(event, index, column.id),
      oninput: (event) => type(event, index, column.id),
    });
    area.value = row[column.id] ?? "";
    const label = seen[place] ? el("label", { for: id, class: "le-cell-name", dir: "auto" }, seen[place]) : null;
    return el("div", { class: "le-cell" }, label, area);
  });
  const button = form.props.readonly
    ? null
    : el(
        "button",
        {
          type: "button",
          class: "le-small le-remove",
          "aria-label": form.t("remove_row", { n: index + 1 }),
          "data-focus": `${field.name}/${index}/remove`,
          onclick: () => remove(index),
        },
        icon("remove"),
      );
  return el("div", { class: "le-table-row", role: "group", "aria-label": name }, ...cells, button);
}
