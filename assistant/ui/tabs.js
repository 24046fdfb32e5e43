// What the scripts of the tabs share.
const tabScripts = (() => {
  // Gradio draws a tab when it is first opened, somewhat after it says so.
  function drawn(id) {
    return new Promise((found) => {
      const again = () => {
        const place = document.getElementById(id);
        if (place) found(place);
        else requestAnimationFrame(again);
      };
      again();
    });
  }

  // What stands in a tab: its parts, the words that its shell brings, and the addresses that it asks.
  function standing(id, folder, language) {
    const root = () => document.getElementById(id);
    const part = (selector) => root().querySelector(selector);
    const words = () => JSON.parse(root().dataset.words);
    const address = (name) => new URL(`${folder}/${name}?${new URLSearchParams({ language: language() })}`, document.baseURI);
    return { root, part, words, address };
  }

  // What of a tab stays while the rest changes, from the server; null where it does not come.
  async function shellOf(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  const headers = { "content-type": "application/json" };
  const sent = (address, values, signal) =>
    fetch(address, { method: "POST", headers, body: JSON.stringify(values), signal });

  // The lines of JSON of an answer as they come; who reads them stops at the last one, else it has broken off.
  async function* linesOf(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the answer broke off");
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      yield* lines.map((line) => JSON.parse(line));
    }
  }

  // What the server answers, and whether it did what was asked; its sentence, or `offline` where it does not answer.
  async function post(address, values, offline) {
    try {
      const answer = await sent(address, values);
      return { ok: answer.ok, ...(await answer.json()) };
    } catch {
      return { ok: false, sentence: offline };
    }
  }

  return { drawn, linesOf, post, sent, shellOf, standing };
})();
