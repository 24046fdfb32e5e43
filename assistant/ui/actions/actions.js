// The actions under an answer. What is sent is the answer as this browser keeps it.
(() => {
  addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".answer-actions button");
    if (!button) return;
    const row = button.closest(".answer-actions");
    const { act, reason } = button.dataset;
    if (act === "copy") await copy(row);
    else if (act === "docx" || act === "md") await download(row, act);
    else if (act) await judge(row, act);
    else await rate(row, "bad", reason);
  });

  function say(row, key) {
    row.querySelector(".done").textContent = wording(key);
  }

  async function copy(row) {
    const copied = row.querySelector(".copied").content.textContent;
    try {
      await navigator.clipboard.writeText(copied);
      say(row, "action_copied");
    } catch {
      say(row, copyAsBefore(copied) ? "action_copied" : "action_not_copied");
    }
  }

  // Over plain HTTP browsers have no clipboard but this.
  function copyAsBefore(copied) {
    const area = make("textarea", { value: copied });
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    focused.focus();
    return isCopied;
  }

  async function download(row, suffix) {
    const body = conversations.only(Number(row.dataset.turn));
    try {
      const answer = await post(`/answer.${suffix}`, body);
      await handOver(answer, `kildesvar.${suffix}`);
      say(row, "action_downloaded");
    } catch {
      say(row, "action_not_downloaded");
    }
  }

  // A good answer needs no reason; of a bad one the reader is asked, and told what is kept, before anything is sent.
  async function judge(row, verdict) {
    const reasons = row.querySelector(".reasons");
    if (verdict === "good") return rate(row, verdict, null);
    reasons.hidden = !reasons.hidden;
    if (!reasons.hidden) reasons.querySelector("button").focus();
  }

  async function rate(row, verdict, reason) {
    const [answer] = JSON.parse(conversations.only(Number(row.dataset.turn))).answers;
    const { index, generation } = answer.stamp;
    const sources = answer.citations.length ? answer.citations : answer.nearest;
    const cited = sources.map(({ report, page }) => ({ report, page }));
    try {
      await post("/answer/rating", JSON.stringify({ verdict, reason, index, generation, cited }));
    } catch {
      return say(row, "rate_failed");
    }
    for (const thumb of row.querySelectorAll(".thumb")) thumb.setAttribute("aria-pressed", thumb.dataset.act === verdict);
    row.querySelector(".reasons").hidden = true;
    row.querySelector(`.thumb.${verdict}`).focus();
    say(row, "rate_done");
  }

  async function post(path, body) {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  }
})();
