// The choices of reports, over the question and over a draft: what each box would admit given the boxes of the other
// groups, and what is ticked as chips.
const scope = (() => {
  const ofQuestion = () => document.querySelector("#scope .scope");
  const boxesOf = (form) => [...form.querySelectorAll("input")];
  const ticked = (form) => boxesOf(form).filter((box) => box.checked);

  // The values that are ticked, by field; none where there is nothing to choose.
  function chosen(form = ofQuestion()) {
    const values = {};
    for (const box of form ? boxesOf(form) : []) (values[box.name] ??= []).push(...(box.checked ? [box.value] : []));
    return values;
  }

  // Tick these values again, as far as they are still there.
  function choose(form, values) {
    if (!form) return;
    for (const box of boxesOf(form)) box.checked = values[box.name]?.includes(box.value) ?? false;
    draw(form);
  }

  function draw(form) {
    form.dataset.drawn = "1";
    const reports = JSON.parse(form.dataset.reports);
    const now = chosen(form);
    const admits = (report, but) => Object.entries(now)
      .every(([name, values]) => name === but || !values.length || values.includes(report[name]));
    for (const box of boxesOf(form)) {
      const count = reports.filter((report) => admits(report, box.name) && report[box.name] === box.value).length;
      box.closest("label").querySelector(".number").textContent = count;
      box.disabled = !count && !box.checked;
    }
    const count = reports.filter((report) => admits(report)).length;
    const isAll = count === reports.length;
    form.querySelector(".count").textContent =
      isAll ? wording("scope_all") : wording("scope_some", { count, total: reports.length });
    form.querySelector(".chips").replaceChildren(...ticked(form).map(chip));
    form.querySelector(".clear").hidden = ticked(form).length < 2;
  }

  function drawAll(selector = ".scope") {
    for (const form of document.querySelectorAll(selector)) draw(form);
  }

  function chip(box) {
    const name = box.closest("label").querySelector(".name").textContent;
    const title = wording("scope_remove", { name });
    const button = make("button", { type: "button", textContent: name, title, attributes: { "aria-label": title } });
    button.addEventListener("click", () => {
      const form = box.form;
      box.checked = false;
      draw(form);
      form.querySelector(".chips button, summary").focus();
    });
    return make("li", {}, button);
  }

  // As the server drew it.
  function reset() {
    ofQuestion()?.reset();
    drawAll("#scope .scope");
  }

  addEventListener("change", ({ target }) => { if (target.closest(".scope")) draw(target.form); });
  addEventListener("submit", (event) => { if (event.target.closest(".scope")) event.preventDefault(); });
  addEventListener("click", ({ target }) => {
    if (!target.closest(".scope .clear")) return;
    choose(target.form, {});
    target.form.querySelector("summary").focus();
  });
  whenReady(() => {
    // Gradio draws the form, and draws it anew in another language or for another conversation.
    new MutationObserver(() => drawAll(".scope:not([data-drawn])"))
      .observe(document.body, { childList: true, subtree: true });
    new MutationObserver(() => drawAll()).observe(document.documentElement, { attributeFilter: ["lang"] });
  });

  return { choose, chosen, reset };
})();
