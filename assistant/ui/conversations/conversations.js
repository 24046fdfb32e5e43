// Conversations are kept in this browser only, each under a key of its own, so that tabs do not write over each other.
// A record is a line of JSON (when it was kept, its title) and then the conversation as the server gave it.
const conversations = (() => {
  const most = 50;
  const mostCharacters = 4_000_000; // of some 5 million that browsers give a site
  const longestTitle = 80;
  const beside = matchMedia("(min-width: 80rem)");
  const list = make("aside", { id: "conversations" });
  const sheet = make("dialog", { id: "conversations-sheet" });

  const user = () => document.getElementById("account")?.dataset.user ?? "";
  const prefix = () => `kildesvar:${encodeURIComponent(user())}:`;
  const recordOf = (id) => localStorage.getItem(prefix() + id);
  const isOpen = (id) => sessionStorage.getItem("kildesvar-open") === prefix() + id;

  // Which conversation this tab shows, and the state of it that it knows.
  function setOpen(id) {
    if (!id) return ["kildesvar-open", "kildesvar-seen"].forEach((name) => sessionStorage.removeItem(name));
    sessionStorage.setItem("kildesvar-open", prefix() + id);
    sessionStorage.setItem("kildesvar-seen", head(recordOf(id)).kept);
  }

  function head(record) {
    try {
      const { kept, title } = JSON.parse(record.slice(0, record.indexOf("\n")));
      return { kept: Number(kept), title: String(title) };
    } catch {
      return { kept: 0, title: "…" }; // the server will not read it either
    }
  }

  function all() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix()));
    const entries = keys.map((key) => {
      const record = localStorage.getItem(key);
      return { id: key.slice(prefix().length), size: record.length, ...head(record) };
    });
    return entries.sort((one, other) => other.kept - one.kept);
  }

  let shown = ""; // the open conversation, also where the browser could not keep it

  let isHere = false; // whether the server has the open conversation before it

  const openId = () => all().find(({ id }) => isOpen(id))?.id;

  // The open conversation as the server reads it; empty where there is none.
  function current() {
    const record = openId() ? recordOf(openId()) : "";
    return (shown = record.slice(record.indexOf("\n") + 1));
  }

  // The open conversation with one of its answers alone.
  function only(turn) {
    const { id, answers } = JSON.parse(shown);
    return JSON.stringify({ id, answers: [answers[turn]] });
  }

  // The id under which the next answer is kept: another one where a second tab has continued the conversation, or
  // where the question came before this tab had opened it.
  function nextId() {
    const id = openId();
    if (id && isHere && String(head(recordOf(id)).kept) === sessionStorage.getItem("kildesvar-seen")) return id;
    const fresh = crypto.getRandomValues(new Uint32Array(4)).join("-");
    sessionStorage.setItem("kildesvar-open", prefix() + fresh);
    return fresh;
  }

  // Keep what the server gave: a conversation, or "damaged" of the one that was to be opened.
  function keep(given) {
    isHere = true;
    if (given === "damaged") {
      remove(openId());
      notice("conversations_wrong");
    } else if (given && given !== shown) { // the same again where an answer was stopped
      shown = given;
      const { id, answers } = JSON.parse(given);
      const title = answers.at(-1) ? answers[0].question.replace(/\s+/g, " ").slice(0, longestTitle) : "";
      const kept = Math.max(Date.now(), ...all().map((entry) => entry.kept + 1));
      write(id, `${JSON.stringify({ kept, title })}\n${given}`);
      if (isOpen(id)) setOpen(id);
    }
    draw();
  }

  // The oldest go where there is no room.
  function write(id, record) {
    const others = all().filter((entry) => entry.id !== id);
    let size = record.length + others.reduce((sum, entry) => sum + entry.size, 0);
    for (;;) {
      try {
        if (others.length < most && size <= mostCharacters) return localStorage.setItem(prefix() + id, record);
      } catch (error) {
        if (error.name !== "QuotaExceededError" || !others.length) return notice("conversations_full");
      }
      const oldest = others.pop();
      size -= oldest.size;
      localStorage.removeItem(prefix() + oldest.id);
    }
  }

  function remove(id) {
    localStorage.removeItem(prefix() + id);
    if (isOpen(id)) setOpen(null);
  }

  function begin() {
    setOpen(null);
    sheet.close();
    scope.reset();
    notice();
    draw();
  }

  function choose(id) {
    isHere = false;
    setOpen(id);
    sheet.close();
    scope.reset();
    notice();
    draw();
    tell("select");
  }

  function forget(id) {
    const wasOpen = isOpen(id);
    remove(id);
    draw();
    say("conversations_deleted");
    if (wasOpen) tell("clear");
  }

  function forgetAll() {
    const wasOpen = openId();
    for (const { id } of all()) remove(id);
    draw();
    say("conversations_deleted_all");
    if (wasOpen) tell("clear");
  }

  // What is drawn: all of it anew, for there is little.
  function draw() {
    const entries = all();
    document.body.classList.toggle("has-conversations", entries.length > 0);
    const close = button("close", "\u00d7", () => sheet.close(), wording("conversations_close"));
    const items = entries.map(({ id, title }) => make("li", {},
      button("pick", title, () => choose(id), "", isOpen(id) && { "aria-current": "page" }),
      button("remove", "\u00d7", () => forget(id), wording("conversations_delete", { title }))));
    const kept = wording(user() ? "conversations_kept_for_user" : "conversations_kept");
    list.replaceChildren(
      make("h2", { textContent: wording("conversations") }), close,
      entries.length ? make("ul", {}, ...items) : make("p", { textContent: wording("conversations_none") }),
      make("p", { className: "said", attributes: { role: "status" } }),
      make("p", { className: "kept", textContent: kept }),
      entries.length ? make("div", { className: "all" }, button("clear", wording("conversations_delete_all"), ask)) : "");
    list.setAttribute("aria-label", wording("conversations"));
    sheet.setAttribute("aria-label", wording("conversations"));
  }

  function button(name, label, act, title = "", attributes = {}) {
    const named = title ? { title, "aria-label": title } : {};
    const made = make("button", { type: "button", className: name, textContent: label, attributes: { ...named, ...attributes } });
    made.addEventListener("click", act);
    return made;
  }

  function say(key) {
    const line = list.querySelector(".said");
    line.textContent = wording(key);
    line.tabIndex = -1;
    line.focus({ preventScroll: true }); // what had the focus is no longer there
  }

  function ask() {
    const no = button("no", wording("conversations_no"), draw);
    list.querySelector(".all").replaceChildren(
      make("p", { textContent: wording("conversations_sure") }),
      button("yes", wording("conversations_yes"), forgetAll), no);
    no.focus();
  }

  function place() {
    sheet.close();
    (beside.matches ? document.body : sheet).append(list);
  }

  function show() {
    draw();
    sheet.showModal();
  }

  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  beside.addEventListener("change", place);
  addEventListener("storage", draw); // another tab has kept or deleted one
  // On a machine that others use too nothing is left behind.
  addEventListener("submit", (event) => { if (event.target.closest("#account")) for (const { id } of all()) remove(id); });
  whenReady(() => {
    document.body.append(sheet);
    place();
    draw();
    new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["lang"] });
  });

  return { current, only, nextId, keep, begin, show };
})();
