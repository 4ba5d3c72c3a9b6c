// table: rows of cells that the learner adds and removes. One column makes it a list.

import { el, focused, icon } from "../dom.js";
import { frame } from "../frame.js";

const START = 3; // empty rows to begin with

export function drawTable(form, field) {
  const around = frame(form, field);
  const list = el("div", { class: "le-table", style: `--le-columns: ${field.columns.length}` });
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

function drawHead(field) {
  const named = field.columns.some((column) => column.text);
  const names = field.columns.map((column) => el("span", { dir: "auto" }, column.text));
  return el("div", { class: "le-head", "aria-hidden": "true", hidden: !named }, ...names);
}

function drawCells(form, field, row, index, { enter, type, remove }) {
  const name = form.t("row", { n: index + 1 });
  const cells = field.columns.map((column) => {
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
    const label = column.text ? el("label", { for: id, class: "le-cell-name", dir: "auto" }, column.text) : null;
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
