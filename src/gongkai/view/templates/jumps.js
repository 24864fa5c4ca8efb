// Jumps: bringing items into view, each pane by itself where panes scroll, else the page.

const MARGIN = 24; // pixels kept free around what is brought into view

function scrollsByItself(pane) {
  return getComputedStyle(pane).overflowY === "auto";
}

/** The part of the screen in which a pane's content is seen. */
function viewOf(pane) {
  if (!scrollsByItself(pane)) {
    const sheet = document.getElementById("detail");
    return { top: 0, bottom: innerHeight - (sheet.hidden ? 0 : sheet.offsetHeight) };
  }
  const { top, bottom } = pane.getBoundingClientRect();
  const head = pane.querySelector(".pane-head");
  return { top: top + (getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0), bottom };
}

const condensed = []; // tables and rows with a class of `condense`

/** Folds the other rows of the targets' tables to thin lines, so that cells far apart are seen together. */
function condense(targets) {
  for (const target of targets) {
    const row = target.closest("tr");
    row.classList.add("kept");
    row.closest(".wide").classList.add("condensed");
    condensed.push(row, row.closest(".wide"));
  }
}

function unfold() {
  for (const element of condensed) element.classList.remove("kept", "condensed");
  condensed.length = 0;
}

/** From the top of the highest to the bottom of the lowest. */
function extent(targets) {
  const boxes = targets.map((target) => target.getBoundingClientRect());
  return { top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)) };
}

function fits({ top, bottom }, view) {
  return bottom - top + 2 * MARGIN <= view.bottom - view.top;
}

/** Brings targets into the middle of the view of their pane; only the first of them where not all fit. */
function scrollPane(pane, targets) {
  // What comes into view is laid out only then, and may move what is below: hence again, until nothing moves.
  for (let round = 0; round < 4; round += 1) {
    const view = viewOf(pane);
    const all = extent(targets);
    const { top, bottom } = fits(all, view) ? all : extent(targets.slice(0, 1));
    if (top >= view.top + MARGIN && bottom <= view.bottom - MARGIN) return;
    const distance = (top + bottom) / 2 - (view.top + view.bottom) / 2;
    (scrollsByItself(pane) ? pane : window).scrollBy({ top: distance, behavior: "instant" });
  }
}

/** Scrolls a wide table in its own box, so that the cell is not behind the labels either. */
function scrollBox(target) {
  const box = target.closest(".wide");
  if (!box) return;
  const label = target.closest("tr").firstElementChild.getBoundingClientRect();
  const { left, right } = target.getBoundingClientRect();
  const bounds = box.getBoundingClientRect();
  if (left < label.right) box.scrollLeft -= label.right - left + MARGIN;
  else if (right > bounds.right) box.scrollLeft += right - bounds.right + MARGIN;
}

/** Brings the first element of each item into view. Where the page scrolls as a whole, the first item's only. */
function reveal(ids) {
  unfold();
  const targets = ids.flatMap((id) => elements.get(id)?.slice(0, 1) ?? []);
  for (const target of targets) {
    const folded = target.closest("details");
    if (folded) folded.open = true;
    scrollBox(target);
  }
  for (const pane of panes) {
    const inside = targets.filter((target) => pane.contains(target));
    if (!inside.length || !(scrollsByItself(pane) || inside.includes(targets[0]))) continue;
    if (pane.id === "tables" && !fits(extent(inside), viewOf(pane))) condense(inside);
    scrollPane(pane, inside);
  }
  for (const target of targets) {
    target.classList.add("arrived");
    target.addEventListener("animationend", () => target.classList.remove("arrived"), { once: true });
  }
}

/** Goes to one item: into view, with the focus where it can have it; of a finding at hand, both sides stay lit. */
function goTo(id) {
  reveal([id]);
  const target = elements.get(id)?.[0];
  if (!target) return;
  if (isItem(target)) focusItem(target);
  const shown = id.replace(/^r/, "v");
  const isEvidence = selected >= 0 && data.findings[selected].flat().includes(shown);
  choose(() => {
    if (isEvidence) lightFinding(selected);
    else lightItems([shown]);
    paint([shown], "here");
  });
}
