// The tab of comparisons: what is asked of the server, which draws the table.
window.kildesvarMatrices = (() => {
  const { drawn, post, sent, shellOf, standing } = tabScripts;
  let language = document.documentElement.lang;
  let shell = "";
  let made = null; // what the table that stands was asked with

  const { root, part, words, address } = standing("comparing", "compare", () => language);
  const told = (sentence) => (part(".told").textContent = sentence);
  const say = (sentence) => (part(".announcer").textContent = sentence);

  async function show(chosen) {
    const place = await drawn("matrices");
    language = chosen;
    const html = await shellOf(address("shell"));
    if (html === null || chosen !== language || (html === shell && root())) return; // the next opening tries again
    const before = root() && part(".about") ? asked() : null;
    place.innerHTML = shell = html;
    if (!part(".about")) return; // no reports
    root().addEventListener("submit", submitted);
    root().addEventListener("click", ({ target }) => target.closest("[data-ending]") && download(target.dataset.ending));
    if (before) ask(before);
    if (made) await compare(made);
  }

  function asked() {
    const { topics, by } = part(".about").elements;
    return { topics: topics.value, filters: scope.chosen(part(".scope")), by: by.value };
  }

  function ask(before) {
    const { topics, by } = part(".about").elements;
    [topics.value, by.value] = [before.topics, before.by];
    scope.choose(part(".scope"), before.filters);
  }

  async function submitted(event) {
    event.preventDefault();
    const { topics } = event.target.elements;
    told(topics.value.trim() ? "" : words().topics_blank);
    if (!topics.value.trim()) return topics.focus();
    if (!(await compare(asked()))) return;
    say(words().made);
    part(".title").focus({ preventScroll: true });
    part(".title").scrollIntoView({ behavior: "instant" });
  }

  // Whether there is a table now.
  async function compare(values) {
    const submit = part("[type=submit]");
    submit.disabled = true;
    say((part(".under-way").textContent = words().under_way));
    const answer = await post(address("new"), values, words().offline);
    part(".under-way").textContent = "";
    submit.disabled = false;
    told(answer.ok ? "" : answer.sentence);
    if (!answer.ok) return false;
    made = values;
    part(".compared").innerHTML = answer.html;
    part(".compared").hidden = false;
    return true;
  }

  async function download(ending) {
    try {
      const answer = await sent(address(`file.${ending}`), made);
      told(answer.ok ? "" : (await answer.json()).sentence);
      if (answer.ok) await handOver(answer, `${words().file}.${ending}`);
      if (answer.ok) say(words().downloaded);
    } catch {
      told(words().offline);
    }
  }

  return { show };
})();
