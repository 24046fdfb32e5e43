// The draft that stands on the page: edited, and kept in this browser only. A line is what is kept of it and what the
// server shows with it. An edit makes a new draft, so that the one before can return.
const draftEditor = (() => {
  let root, words, changed, sheet;
  let draft = null;
  let before = []; // what undo returns to
  let after = [];
  let edits = 0; // so far
  let untyped = null; // the draft before what is being typed

  // By user, and apart from the conversations, which are kept by user too.
  const key = () => `kildesvar-draft:${encodeURIComponent(document.getElementById("account")?.dataset.user ?? "")}`;
  const stored = () => localStorage.getItem(key());
  const forget = () => localStorage.removeItem(key());
  const part = (selector) => root.querySelector(selector);
  const statements = ({ sections }) => sections.flatMap(({ lines }) => lines).filter((line) => !isOwnText(line));
  const say = (sentence) => (part(".announcer").textContent = sentence);

  function kept() {
    const of = (lines = []) => lines.map((line) => line.kept);
    const sections = draft.sections.map(({ heading, lines, opening, struck }) =>
      ({ heading, lines: of(lines), opening: of(opening), struck: of(struck) }));
    return { ...draft.head, sections };
  }

  // `onChange` is called where a whole draft is drawn.
  function attach(place, itsWords, onChange) {
    [root, words, changed] = [place, itsWords, onChange];
    sheet = draftSheet(words, canMove);
    part(".work .kept").textContent = words.kept;
    draw();
  }

  function save() {
    edits += 1;
    try {
      if (draft) localStorage.setItem(key(), JSON.stringify(kept()));
      else forget();
      part(".work .told").textContent = "";
    } catch {
      part(".work .told").textContent = words.not_kept;
    }
  }

  // Edits
  function put(next, said) {
    settle();
    before.push(draft);
    after = [];
    draft = next;
    save();
    draw();
    say(said);
  }

  // One that is still coming is seen as it grows; the one before is kept until it is whole.
  function grow(coming, still = ".work") {
    const last = draft;
    draft = coming;
    draw(true);
    draft = last;
    for (const each of root.querySelectorAll(still)) each.inert = true;
  }

  // The same draft as the server shows it now.
  function refresh(shown) {
    draft = shown;
    draw();
  }

  function change(edit, said) {
    const next = structuredClone(draft);
    edit(next.sections);
    next.sections = next.sections.filter(({ lines }) => lines.length);
    put(next, said);
  }

  function step(isBack, said) {
    settle();
    const [from, to] = isBack ? [before, after] : [after, before];
    if (!from.length) return;
    to.push(draft);
    draft = from.pop();
    save();
    draw();
    const focused = document.activeElement;
    const isLost = !root.contains(focused) || focused.disabled; // with what was drawn anew, or at the last step
    if (isLost) part(draft ? ".title" : "[name=topic]").focus({ preventScroll: true });
    say(said);
  }

  const undo = () => step(true, words.undone);
  const redo = () => step(false, words.redone);

  // What is typed is kept at once, and undone as a whole.
  function type(control) {
    const last = structuredClone(draft);
    const section = draft.sections[control.closest("section").dataset.number];
    const { list, number } = control.closest("li")?.dataset ?? {};
    const [holder, name] = list ? [section[list][number].kept, list === "opening" ? "text" : "own"] : [section, "heading"];
    if (holder[name] === control.value) return;
    holder[name] = control.value;
    untyped ??= last;
    save();
  }

  function settle() {
    if (!untyped) return;
    before.push(untyped);
    after = [];
    untyped = null;
    drawTools();
  }

  const placeOf = (item) => [Number(item.closest("section").dataset.number), Number(item.dataset.number)];
  function canMove([section, line], by) {
    const { sections } = draft;
    if (by < 0) return section > 0 || line > 0;
    return section < sections.length - 1 || line < sections[section].lines.length - 1;
  }

  function move(item, by) {
    const [section, line] = placeOf(item);
    if (!canMove([section, line], by)) return;
    const { top } = item.getBoundingClientRect();
    let moved;
    change((sections) => {
      [moved] = sections[section].lines.splice(line, 1);
      const to = line + by;
      if (to < 0) sections[section - 1].lines.push(moved);
      else if (to > sections[section].lines.length) sections[section + 1].lines.unshift(moved);
      else sections[section].lines.splice(to, 0, moved);
    }, "");
    const [inSection, place] = find(moved);
    const now = row(inSection, place);
    scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" }); // stays under the pointer
    focusOn(now.querySelector(`[data-do="${by < 0 ? "up" : "down"}"]:enabled`) ?? now.querySelector("button:enabled"));
    say(fill(words.moved, { place: place + 1, heading: draft.sections[inSection].heading }));
  }

  function find(line) {
    const section = draft.sections.findIndex(({ lines }) => lines.includes(line));
    return [section, draft.sections[section].lines.indexOf(line)];
  }

  // At once: what is pressed while the page still glides is missed.
  function focusOn(element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  const row = (section, line) => part(`section[data-number="${section}"] .line[data-number="${line}"]`);

  function remove(item) {
    const rows = [...root.querySelectorAll(".sheet li")];
    const place = rows.indexOf(item);
    const [section, line] = placeOf(item);
    change((sections) => sections[section][item.dataset.list].splice(line, 1), words.removed);
    const left = root.querySelectorAll(".sheet li");
    const next = left[Math.min(place, left.length - 1)] ?? part(".tools");
    focusOn(next.querySelector('[data-do="remove"], [data-do="undo"]'));
  }

  function write(item) {
    const [section, line] = placeOf(item);
    change((sections) => sections[section].lines.splice(line + 1, 0, { kept: { own: "" }, shown: {} }), words.written);
    focusOn(row(section, line + 1).querySelector("textarea"));
  }

  function add(line, section) {
    const isNew = section >= draft.sections.length;
    const heading = isNew ? words.new_section : draft.sections[section].heading;
    change((sections) => {
      if (isNew) sections.push({ heading, lines: [line] });
      else sections[section].lines.push(line);
    }, fill(words.added, { heading }));
  }

  // What is drawn: all of it anew, for there is little.
  function draw(isComing = false) {
    for (const each of root.querySelectorAll("[inert]")) each.inert = false;
    part(".work").hidden = !draft;
    part(".tools").hidden = !draft && !before.length && !after.length;
    drawTools();
    if (!isComing) changed();
    if (!draft) return part(".sheet").replaceChildren();
    const { topic } = draft.head;
    part(".title").textContent = topic.slice(0, 1).toUpperCase() + topic.slice(1);
    part(".coverage").replaceChildren(...draft.about.map((line) => make("p", { textContent: line })));
    const count = { number: 0 };
    const sections = draft.sections.map((section, number) => sheet.section(section, number, count));
    const empty = make("p", { className: "help", textContent: words.empty });
    part(".sheet").replaceChildren(...(sections.length ? sections : [empty]));
  }

  function drawTools() {
    part('[data-do="undo"]').disabled = !before.length && !untyped;
    part('[data-do="redo"]').disabled = !after.length;
    for (const download of root.querySelectorAll('[data-do="download"]')) download.disabled = !draft?.sections.length;
    const count = draft ? statements(draft).length : 0;
    part(".tally").textContent = count === 1 ? words.count_one : fill(words.count, { count });
    if (!draft) return;
    const select = part(".to select");
    const chosen = select.selectedIndex;
    const names = [...draft.sections.map(({ heading }) => heading), words.new_section];
    select.replaceChildren(...names.map((name, value) => make("option", { value, textContent: name })));
    select.selectedIndex = Math.max(0, Math.min(chosen, names.length - 1));
  }

  // What is known now of a sentence that was changed, wherever it stands.
  function judge(sentence, shown) {
    sentence.shown = shown;
    const section = draft?.sections.findIndex(({ opening = [] }) => opening.includes(sentence)) ?? -1;
    if (section < 0) return;
    const number = draft.sections[section].opening.indexOf(sentence);
    const item = part(`section[data-number="${section}"] [data-list="opening"][data-number="${number}"]`);
    const isFocused = item.querySelector(".by").contains(document.activeElement);
    sheet.verdict(item, shown);
    if (isFocused) item.querySelector("[data-do]").focus();
  }

  return {
    add, attach, draw, forget, grow, judge, kept, key, move, put, redo, refresh, remove, say, settle, stored,
    type, undo, write,
    get draft() { return draft; },
    get edits() { return edits; },
    count: () => statements(draft).length,
    drawStatement: (line) => sheet.statement(line),
  };
})();
