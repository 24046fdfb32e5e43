// What was typed before the page was there (see opening.js) comes into its box, and what was sent is asked.
{
  const waiting = JSON.parse(sessionStorage.getItem("kildesvar-waiting") ?? "null");
  sessionStorage.removeItem("kildesvar-waiting");
  if (waiting?.words) {
    const observer = new MutationObserver(() => {
      const box = document.querySelector("#question textarea");
      const send = document.querySelector("#send");
      if (!box || !send) return;
      observer.disconnect();
      box.value = waiting.words;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      if (waiting.asked) setTimeout(() => send.click());
    });
    observer.observe(document, { childList: true, subtree: true });
  }
}
