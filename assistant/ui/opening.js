// Follows the steps until the page is there. What is typed meanwhile is kept in this browser tab, and taken up by
// waiting.js; what was sent is asked then.
const [step, gone, said, form, box, kept] = ["#step", "#gone", "#said", "form", "#question", "#kept"]
  .map((name) => document.querySelector(name));
const steps = new EventSource(`/opening${location.search}`);

function show(told) {
  gone.hidden = true;
  step.innerHTML = told.html;
  if (said.textContent !== told.said) said.textContent = told.said;
}

steps.addEventListener("message", (event) => show(JSON.parse(event.data)));
steps.addEventListener("failed", (event) => {
  steps.close();
  show(JSON.parse(event.data));
  form.hidden = true;
});
steps.addEventListener("ready", () => {
  steps.close();
  sessionStorage.setItem("kildesvar-waiting", JSON.stringify({ words: box.value, asked: !kept.hidden }));
  location.reload();
});
steps.addEventListener("error", () => {
  gone.hidden = false;
  said.textContent = gone.textContent;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  kept.hidden = !box.value.trim();
  if (!kept.hidden) said.textContent = kept.textContent;
});
box.addEventListener("input", () => {
  kept.hidden = true; // what is asked is what stands there when it was sent
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
