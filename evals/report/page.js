"use strict";
const table = document.getElementById("questions");
const bodies = [...table.tBodies];
const tools = document.getElementById("tools");
const chosen = (id) => document.getElementById(id).value;

function filter() {
  const words = chosen("words").toLowerCase(), kind = chosen("kind"), lang = chosen("lang"), fault = chosen("fault");
  let shown = 0;
  for (const body of bodies) {
    const data = body.dataset;
    const faults = data.faults ? data.faults.split("|") : [];
    const fits = (!words || data.words.includes(words)) && (!kind || data.kind === kind) && (!lang || data.lang === lang)
      && (!fault || (fault === "-" ? !faults.length : faults.includes(fault)));
    body.hidden = !fits;
    shown += fits;
  }
  document.getElementById("count").textContent = `${shown} of ${bodies.length} questions`;
}

function sort(header) {
  const column = header.cellIndex;
  const up = header.getAttribute("aria-sort") !== "ascending";
  for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", up ? "ascending" : "descending");
  const key = (body) => body.rows[0].cells[column].dataset.sort;
  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === ""); // what has no value stays at the end
    const order = isNaN(a) || isNaN(b) ? a.localeCompare(b, "da") : a - b;
    return up ? order : -order;
  };
  bodies.sort((one, other) => compare(key(one), key(other)));
  table.append(...bodies);
}

function toggle(button) {
  const detail = button.closest("tbody").rows[1];
  detail.hidden = !detail.hidden;
  button.setAttribute("aria-expanded", String(!detail.hidden));
}

for (const body of bodies) {
  body.rows[1].hidden = true; // shown where no script runs
  const button = body.querySelector(".q button");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => toggle(button));
}
for (const button of table.querySelectorAll("th button")) button.addEventListener("click", () => sort(button.closest("th")));
tools.addEventListener("input", filter);
tools.addEventListener("submit", (event) => event.preventDefault());
tools.hidden = false;
filter();
