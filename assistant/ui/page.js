// Gradio draws its components after the page has loaded, those of a tab when it is first opened, and gives no way to
// name a component's role.
new MutationObserver(() => {
  for (const announcer of document.querySelectorAll(".block.announcer:not([role])")) {
    announcer.setAttribute("role", "status");
    announcer.setAttribute("aria-live", "polite");
  }
}).observe(document, { childList: true, subtree: true });
