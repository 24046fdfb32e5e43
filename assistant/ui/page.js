// A citation opens its source and moves the reader there. The link's own jump would not do: Gradio's page has a
// <base>, so that "#..." leaves an address with a query, and with it the conversation.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.cite");
  const number = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!number) return;
  event.preventDefault();
  const source = number.closest(".source");
  const mark = source.querySelector(`mark[data-number="${number.textContent}"]`);
  source.closest("details").open = true;
  document.querySelectorAll("[aria-current=location]").forEach((other) => other.removeAttribute("aria-current"));
  [source, mark].forEach((place) => place?.setAttribute("aria-current", "location"));
  source.focus({ preventScroll: true });
  (mark ?? source).scrollIntoView({ block: "center" });
});

// Gradio draws its components after the page has loaded, those of a tab when it is first opened, and gives no way to
// name a component's role.
new MutationObserver(() => {
  for (const announcer of document.querySelectorAll(".block.announcer:not([role])")) {
    announcer.setAttribute("role", "status");
    announcer.setAttribute("aria-live", "polite");
  }
}).observe(document, { childList: true, subtree: true });
