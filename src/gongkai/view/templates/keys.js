// The keyboard. Of the items of a pane, one is in the tab order; the arrows move among them.

const rovers = new Map(panes.map((pane) => [pane, [...pane.querySelectorAll("[data-item][role=button]")]]));
const tabStops = new Map(); // pane -> the item that the tab key reaches

function setTabStop(element) {
  const pane = element.closest(".pane");
  tabStops.get(pane)?.setAttribute("tabindex", "-1");
  tabStops.set(pane, element);
  element.setAttribute("tabindex", "0");
}
for (const [first] of rovers.values()) if (first) setTabStop(first);

function isItem(element) {
  return element.matches?.("[data-item][role=button]") ?? false;
}

function focusItem(element) {
  element.focus({ preventScroll: true });
}
document.addEventListener("focusin", ({ target }) => isItem(target) && setTabStop(target));

function moveTo(element) {
  focusItem(element);
  scrollBox(element);
  scrollPane(element.closest(".pane"), [element]);
}

/** The item that an arrow points at: up and down in the column of a table, else in the order of the page. */
function neighbour(element, key) {
  if (key === "ArrowUp" || key === "ArrowDown") return inColumn(element, key === "ArrowDown");
  const items = rovers.get(element.closest(".pane"));
  const from = items.indexOf(element);
  return { ArrowRight: items[from + 1], ArrowLeft: items[from - 1], Home: items[0], End: items.at(-1) }[key];
}

function inColumn(element, isDown) {
  const cell = element.closest("td");
  let row = cell?.parentElement;
  while (row) {
    row = isDown ? row.nextElementSibling : row.previousElementSibling;
    const found = row?.cells[cell.cellIndex]?.querySelector("[role=button]");
    if (found) return found;
  }
  return null;
}

/** What a key does at an element; nothing if it is none of ours. */
function actionOf(key, element) {
  if (key === "Escape") return clear;
  if (element.matches("select")) return null; // letters and arrows choose in it
  if (key === "j" || (key === "ArrowDown" && element.matches(".pick"))) return () => step(1);
  if (key === "k" || (key === "ArrowUp" && element.matches(".pick"))) return () => step(-1);
  if (!isItem(element)) return null;
  if (key === "Enter" || key === " ") return () => element.click();
  const next = neighbour(element, key);
  return next && (() => moveTo(next));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const action = actionOf(event.key, event.target);
  if (!action) return;
  event.preventDefault();
  action();
});
