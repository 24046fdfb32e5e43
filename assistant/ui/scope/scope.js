// The choice of reports: what each box would admit given the boxes of the other groups, and what is ticked as chips.
const scope = (() => {
  const form = () => document.querySelector(".scope");
  const ticked = (name) => [...form().querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  const names = () => [...new Set([...form().querySelectorAll("input")].map((box) => box.name))];

  // The values that are ticked, by field.
  const chosen = () => (form() ? Object.fromEntries(names().map((name) => [name, ticked(name)])) : {});

  function draw() {
    if (!form()) return;
    const reports = JSON.parse(form().dataset.reports);
    const now = chosen();
    const admits = (report, but) => Object.entries(now)
      .every(([name, values]) => name === but || !values.length || values.includes(report[name]));
    for (const box of form().querySelectorAll("input")) {
      const count = reports.filter((report) => admits(report, box.name) && report[box.name] === box.value).length;
      box.closest("label").querySelector(".number").textContent = count;
      box.disabled = !count && !box.checked;
    }
    const count = reports.filter((report) => admits(report)).length;
    const isAll = count === reports.length;
    form().querySelector(".count").textContent =
      isAll ? wording("scope_all") : wording("scope_some", { count, total: reports.length });
    const boxes = [...form().querySelectorAll(":checked")];
    form().querySelector(".chips").replaceChildren(...boxes.map(chip));
    form().querySelector(".clear").hidden = boxes.length < 2;
  }

  function chip(box) {
    const name = box.closest("label").querySelector(".name").textContent;
    const title = wording("scope_remove", { name });
    const button = make("button", { type: "button", textContent: name, title, attributes: { "aria-label": title } });
    button.addEventListener("click", () => {
      box.checked = false;
      draw();
      form().querySelector(".chips button, summary").focus();
    });
    return make("li", {}, button);
  }

  // As the server drew it.
  function reset() {
    form()?.reset();
    draw();
  }

  function clear() {
    for (const box of form().querySelectorAll(":checked")) box.checked = false;
    draw();
    form().querySelector("summary").focus();
  }

  addEventListener("change", (event) => { if (event.target.closest(".scope")) draw(); });
  addEventListener("submit", (event) => { if (event.target.closest(".scope")) event.preventDefault(); });
  addEventListener("click", (event) => { if (event.target.closest(".scope .clear")) clear(); });
  whenReady(() => {
    // Gradio draws the form, and draws it anew in another language or for another conversation.
    new MutationObserver(() => { if (form() && !form().dataset.drawn) { form().dataset.drawn = "1"; draw(); } })
      .observe(document.body, { childList: true, subtree: true });
    new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["lang"] });
  });

  return { chosen, reset };
})();
