// The source viewer. A link with data-source opens it: beside the answer where there is room, else as a sheet over it.
(() => {
  const beside = matchMedia("(min-width: 64rem)");
  const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
  const fit = 1; // the page as wide as the viewer
  let dialog, body, opener, address, fetching;
  let zoom = fit;
  const awaited = new Set(); // addresses that were fetched before

  const words = () => pageWords[document.documentElement.lang] ?? Object.values(pageWords)[0];
  const part = (selector) => body.querySelector(selector);

  function make() {
    dialog = document.createElement("dialog");
    dialog.id = "viewer";
    dialog.tabIndex = -1;
    dialog.innerHTML = '<button type="button" class="view-close">\u00d7</button><div class="view-body"></div>';
    body = dialog.querySelector(".view-body");
    document.body.append(dialog);
    dialog.querySelector(".view-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", closed);
    dialog.addEventListener("click", pressed);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && dialog.open && !event.defaultPrevented) dialog.close();
    });
    beside.addEventListener("change", () => { if (dialog.open) reopen(); });
    new MutationObserver(() => { if (dialog.open) load(address); })
      .observe(document.documentElement, { attributeFilter: ["lang"] });
    new ResizeObserver(resize).observe(body);
  }

  function open(link) {
    if (!dialog) make();
    opener?.removeAttribute("aria-current");
    opener = link;
    opener.setAttribute("aria-current", "true");
    dialog.setAttribute("aria-label", link.title || link.textContent);
    if (!dialog.open) { zoom = fit; reopen(); }
    dialog.focus({ preventScroll: true });
    awaited.add(link.dataset.source);
    load(link.dataset.source);
  }

  function reopen() {
    if (dialog.open) dialog.close();
    beside.matches ? dialog.show() : dialog.showModal();
    document.body.classList.toggle("viewing", beside.matches);
  }

  function closed() {
    if (dialog.open) return; // it was opened again in another way
    fetching?.abort();
    document.body.classList.remove("viewing");
    body.replaceChildren();
    // Gradio may have drawn the answer anew since.
    const back = opener?.isConnected ? opener : document.querySelector(`[data-source="${CSS.escape(opener?.dataset.source ?? "")}"]`);
    opener?.removeAttribute("aria-current");
    opener = undefined;
    back?.focus({ preventScroll: true });
  }

  // The last page asked for is the one that is shown, however late an earlier one arrives.
  async function load(from) {
    address = from;
    fetching?.abort();
    fetching = new AbortController();
    const close = dialog.querySelector(".view-close");
    close.title = words().view_close;
    close.setAttribute("aria-label", words().view_close);
    if (!body.children.length) say("view_loading");
    body.setAttribute("aria-busy", "true");
    const language = `sprog=${encodeURIComponent(document.documentElement.lang)}`;
    try {
      const answer = await fetch(`${from}${from.includes("?") ? "&" : "?"}${language}`, { signal: fetching.signal });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      say("view_failed");
    }
    body.removeAttribute("aria-busy");
  }

  function say(key) {
    const line = document.createElement("p");
    line.className = "view-note";
    line.setAttribute("role", "status");
    line.textContent = words()[key];
    body.replaceChildren(line);
  }

  // What is put in was made by the server, which escapes every word of a report.
  function show(html) {
    const focused = dialog.contains(document.activeElement) && document.activeElement.dataset.do;
    body.innerHTML = html;
    if (focused) (part(`[data-do="${focused}"]`) ?? dialog).focus({ preventScroll: true });
    resize();
    toMark();
    part(".view-text")?.querySelector("mark")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function resize() {
    const sheet = part(".view-sheet");
    if (!sheet) return;
    const paper = part(".view-paper");
    paper.style.width = `${zoom * 100}%`;
    part("img").sizes = `${Math.round(paper.getBoundingClientRect().width)}px`;
  }

  function toMark() {
    const sheet = part(".view-sheet");
    const mark = part(".view-sheet .now rect");
    if (!sheet || !mark) return;
    const [frame, place] = [sheet, mark].map((element) => element.getBoundingClientRect());
    sheet.scrollTop += place.top - frame.top - frame.height / 4;
    sheet.scrollLeft += place.left - frame.left - frame.width / 12;
  }

  function magnify(to) {
    const sheet = part(".view-sheet");
    if (!sheet) return;
    const middle = [
      (sheet.scrollLeft + sheet.clientWidth / 2) / sheet.scrollWidth,
      (sheet.scrollTop + sheet.clientHeight / 2) / sheet.scrollHeight,
    ];
    zoom = to;
    resize();
    sheet.scrollLeft = middle[0] * sheet.scrollWidth - sheet.clientWidth / 2;
    sheet.scrollTop = middle[1] * sheet.scrollHeight - sheet.clientHeight / 2;
  }

  function pressed(event) {
    if (event.target === dialog) { // the backdrop is part of it
      const frame = dialog.getBoundingClientRect();
      if (event.clientY < frame.top || event.clientX < frame.left) dialog.close();
      return;
    }
    const button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.go) load(button.dataset.go);
    else if (button.dataset.do === "zoom-in") magnify(zooms.find((step) => step > zoom) ?? zoom);
    else if (button.dataset.do === "zoom-out") magnify(zooms.findLast((step) => step < zoom) ?? zoom);
    else if (button.dataset.do === "zoom-fit") { magnify(fit); toMark(); }
  }

  // Whoever points at a citation may open it next: the server draws its page meanwhile.
  function expect(event) {
    const source = event.target.closest?.("a[data-source]")?.dataset.source;
    if (!source || awaited.has(source)) return;
    awaited.add(source);
    fetch(source).then((answer) => answer.text()).then((html) => {
      const picture = new DOMParser().parseFromString(html, "text/html").querySelector("img");
      if (picture) fetch(picture.getAttribute("src"));
    }).catch(() => {}); // opening it will tell
  }
  document.addEventListener("pointerover", expect);
  document.addEventListener("focusin", expect);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-source]");
    if (!link) return;
    event.preventDefault();
    open(link);
  });
})();
