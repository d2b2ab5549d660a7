// Sorts and filters the class table. Without this script the page reads the same.
"use strict";
(() => {
  const table = document.getElementById("class");
  const rows = [...table.tBodies[0].rows];
  const controls = document.getElementById("controls");
  const [name, question, state] = ["by-name", "by-question", "by-state"].map((id) =>
    document.getElementById(id));
  const shown = document.getElementById("shown");

  function keeps(row) {
    const student = row.cells[0].textContent.toLowerCase();
    const cells = [...row.querySelectorAll("td.cell")];
    const looked = question.value === "" ? cells : [cells[Number(question.value)]];
    const fits = state.value === "" || looked.some((cell) =>
      cell.dataset.state.split(" ").includes(state.value));
    return fits && student.includes(name.value.trim().toLowerCase());
  }

  function filter() {
    for (const row of rows) row.hidden = !keeps(row);
    const count = rows.filter((row) => !row.hidden).length;
    shown.textContent = `${count} of ${rows.length} students shown`;
  }

  function key(row, column) {
    const cell = row.cells[column];
    return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim();
  }

  function compare(a, b) {
    return typeof a === "number" ? a - b : a.localeCompare(b, undefined, { numeric: true });
  }

  function sort(header, column) {
    const falls = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", falls ? "descending" : "ascending");
    rows.sort((a, b) => (falls ? -1 : 1) * compare(key(a, column), key(b, column)));
    table.tBodies[0].append(...rows);
  }

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const label = header.querySelector(".turn") ?? header;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...label.childNodes);
    label.append(button);
    button.addEventListener("click", () => sort(header, column));
  });
  for (const control of [name, question, state]) control.addEventListener("input", filter);
  controls.hidden = false;
  filter();
})();
