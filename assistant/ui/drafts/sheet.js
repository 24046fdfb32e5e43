const isOwnText = (line) => "own" in line.kept;

// The sheet of a draft as it is drawn: its sections with what a language model wrote of them, statements with their
// sources, and own text. All of it is set as text. `canMove` tells whether a line at a place can go up or down.
const draftSheet = (words, canMove) => {
  function button(does, sign, isOff = false) {
    const attributes = { "data-do": does, "aria-label": words[does] };
    return make("button", { type: "button", textContent: sign, title: words[does], disabled: isOff, attributes });
  }

  function drawSection({ heading, lines, opening = [], struck = [], coming }, number, count) {
    const attributes = { "aria-label": words.section };
    const input = make("textarea", { className: "heading", value: heading, rows: 1, maxLength: 1000, attributes });
    const items = lines.map((line, place) => drawLine(line, [number, place], count));
    const parts = [make("h3", {}, input), ...drawOpening(opening, struck, coming), make("ul", {}, ...items)];
    return make("section", { attributes: { "data-number": number } }, ...parts);
  }

  // What a language model wrote: what stands, what is struck of it, and what is still coming.
  function drawOpening(opening, struck, coming) {
    const parts = [];
    if (coming !== undefined) parts.push(make("p", { className: "written coming", textContent: coming }));
    if (opening.length) parts.push(make("ul", { className: "opening" }, ...opening.map(drawSentence)));
    const attributes = { "aria-label": words.struck };
    if (struck.length) parts.push(make("ul", { className: "struck", attributes }, ...struck.map(drawStruck)));
    return parts;
  }

  function drawSentence(sentence, number) {
    const attributes = { "aria-label": words.sentence };
    const input = make("textarea", { value: sentence.kept.text, rows: 2, maxLength: 2000, attributes });
    const tools = make("span", { className: "line-tools" }, button("remove", "\u00d7"));
    const item = make("li", { attributes: { "data-list": "opening", "data-number": number } });
    item.append(input, make("p", { className: "foot" }, make("span", { className: "by" }), tools));
    drawVerdict(item, sentence.shown);
    return item;
  }

  // Which sources carry a sentence, or why none does.
  function drawVerdict(item, { by, fault, citations = [] }) {
    const links = citations.flatMap(({ address, label }) =>
      [" ", make("a", { className: "cite", href: address, textContent: label, attributes: { "data-source": address } })]);
    item.classList.toggle("own", !fault && !citations.length);
    item.classList.toggle("gone", !!fault);
    item.querySelector(".by").replaceChildren(fault ?? by, ...links);
  }

  function drawStruck({ kept, shown }, number) {
    const item = make("li", { attributes: { "data-list": "struck", "data-number": number } });
    const tools = make("span", { className: "line-tools" }, button("remove", "\u00d7"));
    item.append(make("s", { textContent: kept.text }), " ", make("span", { textContent: shown.why }), tools);
    return item;
  }

  function drawLine(line, place, count) {
    const { shown } = line;
    const tools = make("span", { className: "line-tools" },
      button("up", "\u2191", !canMove(place, -1)), button("down", "\u2193", !canMove(place, 1)),
      button("write", words.write_sign), button("remove", "\u00d7"));
    const item = make("li", { className: "line", attributes: { "data-list": "lines", "data-number": place[1] } });
    const by = make("span", { className: "by" });
    if (isOwnText(line)) {
      const attributes = { "aria-label": words.own };
      by.textContent = words.own;
      item.classList.add("own");
      item.append(make("textarea", { value: line.kept.own, rows: 2, maxLength: 100_000, attributes }));
    } else {
      item.append(drawStatement(line, count));
      by.textContent = shown.fault ?? shown.by;
      item.classList.toggle("gone", "fault" in shown);
    }
    item.append(make("p", { className: "foot" }, by, tools));
    return item;
  }

  // A statement, its sources numbered on from `count`; without numbers where there is none.
  function drawStatement({ kept: { text }, shown }, count) {
    const sources = (shown.citations ?? []).flatMap(({ address, page, label }) => {
      const source = { className: "cite", href: address, attributes: { "data-source": address } };
      if (!count) return [make("a", { ...source, textContent: page, title: label })];
      const number = ++count.number;
      const link = make("a", { ...source, textContent: `[${number}]`, title: fill(words.link, { number, label }) });
      return [link, " ", make("span", { className: "at", textContent: page })];
    });
    const said = make("span", { textContent: text, lang: shown.language ?? "" });
    return make("p", { className: "statement" }, said, make("span", { className: "cites" }, "\u2060", ...sources));
  }

  return { section: drawSection, statement: drawStatement, verdict: drawVerdict };
};
