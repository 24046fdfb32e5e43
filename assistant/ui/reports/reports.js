// The tab of reports. The server sends its parts as HTML, with all that files and reports say escaped; what the browser
// itself knows of a file is set as text.
window.kildesvarReports = (() => {
  const { drawn, post } = tabScripts;
  const LOOK_MS = 600;
  let language = document.documentElement.lang;
  let seen = "";
  let timer = 0;
  let waiting = []; // files still to be uploaded
  let isUploading = false;

  const desk = () => document.getElementById("desk");
  const part = (selector) => desk().querySelector(selector);
  const words = () => JSON.parse(desk().dataset.words);
  const address = (name, values = {}) =>
    new URL(`reports/${name}?${new URLSearchParams({ language, ...values })}`, document.baseURI);

  async function show(chosen) {
    const place = await drawn("reports");
    const isNew = chosen !== language || !desk();
    language = chosen;
    if (isNew && isUploading) return look(); // the list of uploads stays until they are in
    if (isNew) {
      try {
        place.innerHTML = await (await fetch(address("shell"))).text();
      } catch {
        return; // the next opening tries again
      }
      seen = "";
      connect();
    }
    await look();
  }

  async function look() {
    clearTimeout(timer);
    let state;
    try {
      state = await (await fetch(address("state", { seen }))).json();
    } catch {
      tell(words().offline);
      timer = setTimeout(look, 5 * LOOK_MS);
      return;
    }
    change(part(".reading"), state.status);
    if (part(".announcer").textContent !== state.said) part(".announcer").textContent = state.said;
    if (state.list !== undefined) {
      const held = document.activeElement?.closest?.("#desk .list [data-do]");
      const search = part(".find")?.value;
      part(".list").innerHTML = state.list;
      seen = state.stamp;
      if (search && part(".find")) find(part(".find"), search);
      if (held) hold(held);
    }
    if (state.busy) timer = setTimeout(look, LOOK_MS);
    else if (!isUploading) desk().querySelectorAll(".uploads .kept").forEach((row) => row.remove()); // they are listed now
  }

  function change(element, html) {
    if (element.dataset.shown !== html) element.innerHTML = element.dataset.shown = html;
  }

  // A button that was in focus stays so in the new list; where its row is gone, the list's first button takes it.
  function hold({ dataset }) {
    const same = [...desk().querySelectorAll(`.list [data-do="${dataset.do}"]`)];
    (same.find((button) => button.dataset.file === dataset.file) ?? part(".list [data-do]"))?.focus();
  }

  function tell(sentence, detail = "") {
    const own = Object.assign(document.createElement("small"), { lang: "en", textContent: detail });
    part(".told").replaceChildren(...(sentence ? [sentence, " ", own] : []));
  }

  const send = (name, values) => post(address(name), values, words().offline);

  async function build(values) {
    const told = await send("build", values);
    tell(told.ok ? "" : told.sentence, told.detail);
    await look();
  }

  function find(input, search) {
    input.value = search;
    const wanted = search.toLocaleLowerCase(language);
    for (const row of desk().querySelectorAll(".shelf tbody tr"))
      row.hidden = !row.textContent.toLocaleLowerCase(language).includes(wanted);
  }

  // Corrections
  function openEdit(button) {
    const report = JSON.parse(button.dataset.report);
    const dialog = part("dialog.edit");
    dialog.dataset.file = dialog.querySelector(".file").textContent = report.file;
    wrong(dialog, {});
    for (const control of dialog.querySelectorAll("[name]")) {
      const isInferred = report.inferred.includes(control.name);
      control.value = control.dataset.was = report[control.name];
      dialog.querySelector(`#edit-${control.name}-from`).textContent = words()[isInferred ? "inferred" : "corrected"];
      dialog.querySelector(`[data-field="${control.name}"]`).hidden = isInferred;
    }
    dialog.showModal();
    const title = dialog.querySelector("[name]");
    title.setSelectionRange(0, 0); // a long one is read from its beginning
    title.scrollLeft = 0;
  }

  function wrong(dialog, { sentence = "", detail = "", fields = {} }) {
    for (const control of dialog.querySelectorAll("[name]")) {
      dialog.querySelector(`#edit-${control.name}-wrong`).textContent = fields[control.name] ?? "";
      control.toggleAttribute("aria-invalid", control.name in fields);
    }
    dialog.querySelector("form > .wrong").textContent = [sentence, detail].filter(Boolean).join(" ");
    dialog.querySelector("[aria-invalid]")?.focus();
  }

  async function submit(dialog) {
    const values = { file: dialog.dataset.file };
    if (dialog.matches(".edit")) {
      const changed = [...dialog.querySelectorAll("[name]")].filter((control) => control.value !== control.dataset.was);
      if (!changed.length) return dialog.close();
      values.fields = Object.fromEntries(changed.map((control) => [control.name, control.value]));
    }
    const told = await send(dialog.matches(".edit") ? "correct" : "remove", values);
    if (!told.ok) return wrong(dialog, told);
    dialog.close();
    tell("");
    await look();
    part(".announcer").textContent = told.sentence;
  }

  function openRemove(button) {
    const dialog = part("dialog.remove");
    const { file, title } = button.dataset;
    dialog.dataset.file = file;
    dialog.querySelector(".title").textContent = title;
    dialog.querySelector(".file").textContent = file === title ? "" : file;
    wrong(dialog, {});
    dialog.showModal();
  }

  // Uploads: one after the other, each straight into the folder of reports
  function add(files) {
    const { atOnce, tooMany, queued } = words();
    const chosen = [...files].slice(0, atOnce);
    tell(files.length > atOnce ? tooMany : "");
    if (!isUploading) part(".uploads").replaceChildren();
    for (const file of chosen) {
      const row = document.createElement("li");
      const name = Object.assign(document.createElement("b"), { textContent: file.name });
      const bar = Object.assign(document.createElement("progress"), { max: file.size || 1, value: 0 });
      const step = Object.assign(document.createElement("p"), { textContent: queued });
      bar.setAttribute("aria-label", file.name);
      row.append(name, bar, step);
      part(".uploads").append(row);
      waiting.push({ file, row, bar, step });
    }
    if (!isUploading) uploadAll();
  }

  async function uploadAll() {
    isUploading = true;
    let count = 0;
    try {
      for (let next; (next = waiting.shift()); ) {
        const told = await upload(next);
        next.row.className = told.ok ? (told.is_new ? "kept" : "there") : "refused";
        next.bar.remove();
        next.step.textContent = told.sentence;
        count += told.ok && told.is_new ? 1 : 0;
      }
    } finally {
      isUploading = false;
    }
    part(".announcer").textContent = fill(words().done, { count });
    if (count) await build({ follow: true });
  }

  function upload({ file, bar, step }) {
    const { most, large, broken, step: stepWords } = words();
    if (file.size > most) return { ok: false, sentence: fill(large, { name: file.name }) };
    const megabytes = (bytes) =>
      (bytes / 1e6).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return new Promise((ended) => {
      const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
      const fails = () => ended({ ok: false, sentence: fill(broken, { name: file.name }) });
      request.upload.onprogress = ({ loaded }) => {
        bar.value = loaded;
        step.textContent = fill(stepWords, { done: megabytes(loaded), total: megabytes(file.size) });
      };
      request.onload = () => {
        try {
          ended({ ok: request.status === 200, ...JSON.parse(request.responseText) });
        } catch {
          fails();
        }
      };
      request.onerror = request.onabort = fails;
      request.open("PUT", address("file", { name: file.name }));
      request.send(file);
    });
  }

  function connect() {
    const root = desk();
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (!button) return;
      const does = {
        build: () => build({}),
        edit: () => openEdit(button),
        remove: () => openRemove(button),
        close: () => button.closest("dialog").close(),
        "take-back": () => {
          const control = root.querySelector(`#edit-${button.dataset.field}`);
          control.value = "";
          control.focus();
        },
      };
      does[button.dataset.do]();
    });
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(event.target.closest("dialog"));
    });
    root.addEventListener("input", ({ target }) => target.matches(".find") && find(target, target.value));
    const box = root.querySelector(".upload");
    if (!box) return;
    box.querySelector("input").addEventListener("change", ({ target }) => {
      add([...target.files]);
      target.value = ""; // so that the same file can be chosen again
    });
    for (const name of ["dragenter", "dragover", "dragleave", "drop"])
      box.addEventListener(name, (event) => {
        event.preventDefault();
        box.classList.toggle("over", name === "dragenter" || name === "dragover");
        if (name === "drop") add([...event.dataTransfer.files]);
      });
  }

  // What others did meanwhile is seen on coming back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && desk()?.checkVisibility()) look();
  });

  return { show };
})();
