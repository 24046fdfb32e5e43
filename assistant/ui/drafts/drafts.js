// The tab of drafts: what is asked of the server, and what the buttons and keys do.
window.kildesvarDrafts = (() => {
  const { drawn, linesOf, post, sent, shellOf, standing } = tabScripts;
  const editor = draftEditor;
  let language = document.documentElement.lang;
  let shell = "";
  let found = []; // what the last search brought

  const { root, part, words, address } = standing("drafting", "draft", () => language);
  const told = (selector, sentence) => (part(`${selector} .told`).textContent = sentence);
  const openings = openingsIn({ part, words, address, told });

  async function show(chosen) {
    const place = await drawn("drafts");
    language = chosen;
    const html = await shellOf(address("shell"));
    if (html === null || chosen !== language || (html === shell && root())) return; // the next opening tries again
    const before = root() && part(".about") ? asked() : null;
    place.innerHTML = shell = html;
    if (!part(".about")) return; // no reports
    if (before) ask(before);
    connect();
    editor.attach(root(), words(), () => {
      openings.show();
      plot();
    });
    await open();
  }

  // What is kept, with its quotes looked up again and in the language of the page.
  async function open(kept = editor.draft ? JSON.stringify(editor.kept()) : editor.stored()) {
    if (!kept) return;
    let values;
    try {
      values = JSON.parse(kept);
    } catch {
      return told(".about", words().malformed);
    }
    const { edits } = editor;
    const answer = await post(address("open"), values, words().offline);
    if (edits !== editor.edits) return open(); // an answer to what stood before must not undo what was done since
    if (answer.ok) editor.refresh(answer);
    else told(".about", answer.sentence);
  }

  // From whom and when its statements are, as it stands now; an answer to what stood before comes too late.
  async function plot() {
    const { draft } = editor;
    const answer = draft && (await post(address("chart"), editor.kept(), words().offline));
    if (draft === editor.draft) part(".spread").innerHTML = answer?.chart ?? "";
  }

  // A new draft
  function asked() {
    const { topic, shape } = part(".about").elements;
    return { words: topic.value.trim(), filters: scope.chosen(part(".scope")), shape: shape.value };
  }

  function ask(before) {
    const { topic, shape } = part(".about").elements;
    [topic.value, shape.value] = [before.words, before.shape];
    scope.choose(part(".scope"), before.filters);
  }

  async function begin(form) {
    const { topic } = form.elements;
    told(".about", topic.value.trim() ? "" : words().topic_blank);
    if (!topic.value.trim()) return topic.focus();
    openings.stop();
    const submit = form.querySelector("[type=submit]");
    submit.disabled = true;
    let isWhole = false;
    try {
      const answer = await sent(address("new"), asked());
      if (answer.ok) isWhole = await follow(answer.body);
      else told(".about", (await answer.json()).sentence);
    } catch {
      told(".about", words().offline);
    }
    if (!isWhole) editor.draw(); // the one before, not half of this
    part(".under-way").textContent = "";
    submit.disabled = false;
  }

  // A line of JSON for each stage, for the draft's head and each of its sections, and for the end: whether it is whole.
  async function follow(body) {
    let coming = null;
    for await (const { stage, draft, section, done, sentence } of linesOf(body)) {
      if (stage) editor.say((part(".under-way").textContent = stage));
      if (draft) part(".spread").replaceChildren(); // of the one before
      if (draft) coming = { ...draft, sections: [] };
      if (section) editor.grow((coming = { ...coming, sections: [...coming.sections, section] }));
      if (done) ready(coming);
      if (sentence) told(".about", sentence);
      if (done || sentence) return done;
    }
  }

  function ready(draft) {
    list([]);
    editor.put(draft, "");
    editor.say(fill(words().made, { count: editor.count() }));
    part(".title").focus({ preventScroll: true });
    part(".title").scrollIntoView({ behavior: "instant" });
  }

  // More statements
  async function find(form) {
    const search = form.elements.words.value.trim();
    if (!search) return;
    const answer = await post(address("find"), { words: search, filters: editor.kept().filters }, words().offline);
    told(".work", answer.ok ? "" : answer.sentence);
    if (answer.ok) list(answer.found);
    if (answer.ok) editor.say(fill(words()[found.length ? "found" : "find_none"], { count: found.length }));
  }

  function list(lines) {
    found = lines;
    part(".to").hidden = !lines.length;
    const rows = lines.map((line, number) => {
      const attributes = { "data-do": "add", "data-number": number };
      const add = make("button", { type: "button", textContent: words().add, attributes });
      const by = make("span", { className: "by", textContent: line.shown.by });
      const foot = make("p", { className: "foot" }, by, add);
      return make("li", {}, editor.drawStatement(line), foot);
    });
    const isEmpty = !rows.length && part(".more [name=words]").value;
    part(".found").replaceChildren(...(isEmpty ? [make("li", { textContent: words().find_none })] : rows));
  }

  function add(button) {
    editor.add(found[button.dataset.number], part(".to select").selectedIndex);
    button.textContent = words().is_added;
    button.setAttribute("aria-disabled", "true"); // stays where the focus is
    delete button.dataset.do;
  }

  // A file of what stands on the page
  async function download({ dataset: { ending } }) {
    editor.settle();
    try {
      const answer = await sent(address(`file.${ending}`), editor.kept());
      if (!answer.ok) {
        told(".work", (await answer.json()).sentence);
        return open(); // what no longer stands is marked
      }
      await handOver(answer, `${words().file}.${ending}`);
    } catch {
      return told(".work", words().offline);
    }
    told(".work", "");
    editor.say(words().downloaded);
  }

  function connect() {
    root().addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (!button) return;
      const line = button.closest(".line");
      const does = {
        up: () => editor.move(line, -1),
        down: () => editor.move(line, 1),
        write: () => editor.write(line),
        remove: () => editor.remove(button.closest("li")),
        openings: openings.press,
        undo: editor.undo,
        redo: editor.redo,
        add: () => add(button),
        download: () => download(button),
        delete: () => discard(),
      };
      does[button.dataset.do]();
    });
    root().addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target.matches(".more")) find(event.target);
      if (event.target.matches(".about")) begin(event.target);
    });
    root().addEventListener("input", ({ target }) => target.closest(".sheet") && editor.type(target));
    root().addEventListener("change", ({ target }) => {
      if (!target.closest(".sheet")) return;
      editor.settle();
      if (target.closest(".opening")) openings.check(target.closest("li"));
    });
    root().addEventListener("keydown", pressed);
  }

  function discard() {
    editor.put(null, words().deleted);
    told(".about", words().deleted);
    part("[name=topic]").focus();
  }

  // In a field, undo is the browser's own.
  function pressed(event) {
    const line = event.target.closest(".line");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const isUndoing = (event.ctrlKey || event.metaKey) && !event.target.matches("input, textarea");
    const does = { z: event.shiftKey ? editor.redo : editor.undo, y: editor.redo }[event.key.toLowerCase()];
    if (event.altKey && by && line) editor.move(line, by);
    else if (event.key === "Enter" && event.target.matches(".heading")) editor.settle(); // it is one line
    else if (isUndoing && does) does();
    else return;
    event.preventDefault();
  }

  // Another tab of the browser has worked on it.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === editor.key() && root()) open(newValue);
  });
  // On a machine that others use too nothing is left behind.
  addEventListener("submit", (event) => event.target.closest("#account") && editor.forget());

  return { show };
})();
