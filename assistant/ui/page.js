// A text with its placeholders filled.
const fill = (words, values) => words.replace(/{(\w+)}/g, (whole, name) => values[name] ?? whole);

// A text of the page, its placeholders filled, in the language that is chosen: the document names Gradio's at first.
function wording(key, values = {}) {
  const [first, second] = Object.values(pageWords);
  const words = document.querySelector("#language label:last-child.selected") ? second : first;
  return fill(words[key], values);
}

// A new element: its properties, attributes under "attributes", and what stands in it, which is text.
function make(tag, { attributes = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Gives what the server answered to whoever asked for it, as a file.
async function handOver(answer, name) {
  const url = URL.createObjectURL(await answer.blob());
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // once the browser has taken it
}

// Runs once there is a body: Gradio may bring the scripts before it or after.
function whenReady(run) {
  document.body ? run() : addEventListener("DOMContentLoaded", run);
}

// What is said in a bar over the page until it is answered by the next thing that is done.
const bar = make("p", { id: "notice", attributes: { role: "status" } });
function notice(key = "") {
  bar.dataset.key = key;
  bar.textContent = key && wording(key);
}
whenReady(() => {
  document.body.append(bar);
  new MutationObserver(() => notice(bar.dataset.key)).observe(document.documentElement, { attributeFilter: ["lang"] });
});

// Triggers events of the page's store of conversations; Gradio hands it over once that is drawn.
let tell;

// Gradio draws its components after the page has loaded, those of a tab when it is first opened, and gives no way to
// name a component's role.
new MutationObserver(() => {
  for (const announcer of document.querySelectorAll(".block.announcer:not([role])")) {
    announcer.setAttribute("role", "status");
    announcer.setAttribute("aria-live", "polite");
  }
}).observe(document, { childList: true, subtree: true });

// Escape stops an answer that is under way, unless it closes something that lies over the page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (document.querySelector(".stage")) document.getElementById("stop").click();
});

// What is sent with a question: where the conversation is kept, the reports that are chosen, and what of the last
// question is not to narrow the search when it is asked again.
let ignored = [];
function sending() {
  const sent = { id: conversations.nextId(), chosen: scope.chosen(), ignored };
  ignored = [];
  return JSON.stringify(sent);
}
const choosing = () => JSON.stringify({ chosen: scope.chosen() });

document.addEventListener("click", ({ target }) => {
  const chip = target.closest?.("[data-ignore]");
  if (!chip) return;
  ignored = JSON.parse(chip.dataset.ignore);
  tell("submit");
});
