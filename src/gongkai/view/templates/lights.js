// Lights: the item under the pointer or the focus, or the one chosen, and what it was held against.

const painted = []; // [element, class], so that putting the lights out touches nothing else
let chosen = null; // what stays lit: a function that paints it

function paint(ids, className) {
  for (const id of ids) {
    for (const element of shownAs(id)) {
      element.classList.add(className);
      painted.push([element, className]);
    }
  }
}

function putOut() {
  for (const [element, className] of painted) element.classList.remove(className);
  painted.length = 0;
}

/** Paints items as `here`, what they were held against as `lit`, and what was added up with them as `kin`. */
function lightItems(ids) {
  for (const id of ids) {
    for (const { left, right } of comparisonsOf.get(id) ?? []) {
      const isLeft = left.includes(id);
      paint(isLeft ? right : left, "lit");
      paint(isLeft ? left : right, "kin");
    }
  }
  paint(ids, "here");
}

function lightFinding(number) {
  for (const side of data.findings[number]) paint(side, "lit");
}

function show(painting) {
  putOut();
  (painting ?? chosen)?.();
}

function choose(painting) {
  chosen = painting;
  show(painting);
}

/** What there is to light at an element: an item, an exhibit of a card, a card. */
function paintingAt(target) {
  const item = target.closest("[data-item]");
  if (item) return () => lightItems(idsOf(item));
  const exhibit = target.closest("[data-go]");
  if (exhibit) return () => lightItems([exhibit.dataset.go]);
  const card = target.closest(".card");
  return card && (() => lightFinding(cards.indexOf(card)));
}

let lastTarget = null;
for (const event of ["pointerover", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const place = target.closest?.("[data-item], [data-go], .card") ?? null;
    if (place === lastTarget) return;
    lastTarget = place;
    show(place && paintingAt(place));
  });
}
document.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget) return; // the focus goes on to something else
  lastTarget = null;
  show(null);
});
