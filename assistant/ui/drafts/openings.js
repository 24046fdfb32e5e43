// Openings of the sections, which a language model writes while it is watched. The draft stays as it is until the end,
// and then is another one, so that all of it can be undone at once.
const openingsIn = ({ part, words, address, told }) => {
  const { linesOf, post, sent } = tabScripts;
  const editor = draftEditor;
  const WAITING = ".sheet, .more, .work > .quiet"; // what nobody is to change meanwhile
  let stopping = null; // ends what is being written

  const isOpened = ({ opening = [] }) => opening.length > 0;
  const isOpenable = (section) => !isOpened(section) && section.lines.filter((line) => !isOwnText(line)).length > 1;

  // The button, and who wrote what stands.
  function show() {
    const sections = editor.draft?.sections ?? [];
    part(".written").textContent = sections.some(isOpened) ? editor.draft.written : "";
    const press = part('[data-do="openings"]');
    if (!press) return; // no language model
    part(".openings .under-way").textContent = "";
    press.textContent = stopping ? words().open_stop : words().open;
    press.disabled = !stopping && !sections.some(isOpenable);
  }

  const say = (sentence) => editor.say((part(".openings .under-way").textContent = sentence));
  const stop = () => stopping?.abort();
  const press = () => (stopping ? stop() : write());

  async function write() {
    editor.settle();
    stopping = new AbortController();
    const { signal } = stopping;
    show();
    let sentence = words().offline;
    try {
      const answer = await sent(address("openings"), editor.kept(), signal);
      sentence = answer.ok ? await follow(answer.body) : (await answer.json()).sentence;
    } catch {
      if (signal.aborted) sentence = words().open_stopped;
    }
    stopping = null;
    const isFocused = document.activeElement?.dataset.do === "openings";
    editor.draw();
    if (isFocused && part('[data-do="openings"]').disabled) part(".title").focus({ preventScroll: true });
    say(sentence);
  }

  // Lines of JSON: for each section what is being done, its words so far and what of them stands; last, how it went.
  async function follow(body) {
    const begun = editor.draft;
    const coming = structuredClone(begun);
    for await (const { section, progress, text, opening, struck, done, sentence, ...head } of linesOf(body)) {
      if (editor.draft !== begun) stopping.abort(); // somebody has gone on with another
      stopping.signal.throwIfAborted();
      const of = coming.sections[section];
      if (progress) say(progress);
      if (progress) of.coming = "";
      if (opening) Object.assign(of, { opening, struck, coming: undefined });
      if (progress || opening) editor.grow(coming, WAITING);
      if (text) part(`section[data-number="${section}"] .coming`).textContent = text;
      if (done && head.head) editor.put(Object.assign(coming, head), "");
      if (done || sentence) return done ?? sentence;
    }
  }

  // A sentence that somebody has changed: whether its sources still carry it.
  async function check(item) {
    const sentence = editor.draft.sections[item.closest("section").dataset.number].opening[item.dataset.number];
    const asked = sentence.kept.text;
    const answer = await post(address("sentence"), sentence.kept, words().offline);
    if (sentence.kept.text !== asked) return; // changed again meanwhile
    if (answer.ok) editor.judge(sentence, answer.sentence.shown);
    else told(".work", answer.sentence);
  }

  return { check, press, show, stop };
};
