// The comparison at hand, in words: for a claim or a cell all its comparisons, for a finding its two sides.

const detail = document.getElementById("detail");
const PLACES = { c: "正文", v: "表格", s: "正文" }; // by the first letter of the id
const MOST = 60; // comparisons of one item that are listed: the total column of the request table has some 20
let opener = null; // the element that gets the focus back

function openDetail(title, rows, className) {
  const close = make("button", "close", "关闭");
  close.type = "button";
  close.addEventListener("click", clear);
  const list = make("ul", "", ...rows);
  detail.className = `detail ${className}`;
  detail.replaceChildren(make("header", "", make("h2", "", title), close), list);
  detail.hidden = false;
}

function nameOf(id) {
  const [label, narrower] = data.items[id];
  return narrower ? `${label}（${narrower}）` : label;
}

/** The name of an item behind another, without the part that both share: the row or the column. */
function nameBehind(id, before) {
  const [label, narrower] = data.items[id];
  const [labelBefore, narrowerBefore] = data.items[before] ?? [];
  if (!narrower) return label;
  if (label === labelBefore) return narrower;
  return narrower === narrowerBefore ? label : nameOf(id);
}

function chip(id, position, ids) {
  const figure = make("b", "figure", data.items[id][2]);
  const button = make("button", "chip", nameBehind(id, ids[position - 1]), " ", figure);
  button.type = "button";
  button.dataset.go = id;
  return button;
}

function side(ids, figure) {
  if (ids.length === 0) return figure ? [make("b", "figure", figure)] : [];
  const chips = ids.map(chip);
  return ids.length > 1 && figure ? [...chips, make("b", "figure", `＝${figure}`)] : chips;
}

function comparisonRow({ standing, about, left, right, figures }) {
  const [sign, word] = data.standings[standing];
  const badge = make("span", `badge ${standing}`, make("span", "sign", sign), word);
  const sides = [...side(left, figures[0]), ...(right.length || figures[1] ? ["↔"] : []), ...side(right, figures[1])];
  return make("li", "", badge, ` ${about}`, make("div", "against", ...sides));
}

/** The comparisons of an item, and the way to its place in the text. */
function openItem(element) {
  const id = idsOf(element)[0];
  opener = element;
  choose(() => lightItems([id]));
  const compared = (comparisonsOf.get(id) ?? []).filter((each) => each.standing);
  const rows = compared.slice(0, MOST).map(comparisonRow);
  if (compared.length > MOST) rows.push(make("li", "", `另有 ${compared.length - MOST} 项`));
  const source = `r${id.slice(1)}`;
  if (id.startsWith("v") && elements.has(source)) rows.push(make("li", "", sourceChip(source)));
  openDetail(`${nameOf(id)}：${data.items[id][2]}`, rows, "of-item");
  reveal(partners(id, element));
}

function sourceChip(id) {
  const button = make("button", "chip", "到正文中的原处");
  button.type = "button";
  button.dataset.go = id;
  return button;
}

/** For a page that scrolls as a whole: ways to either side, and back to the list. */
function openFinding(number) {
  const rows = data.findings[number]
    .filter((ids) => ids.length)
    .map((ids) => make("li", "against", `${PLACES[ids[0][0]]}：`, ...side(ids, "")));
  const back = make("button", "chip", "回到清单");
  back.type = "button";
  back.addEventListener("click", () => {
    clear();
    scrollPane(cards[number].closest(".pane"), [cards[number]]);
  });
  openDetail(cards[number].querySelector(".message").textContent, [...rows, make("li", "", back)], "of-finding");
}

/** Puts everything out: lights, the comparison at hand, the chosen finding. */
function clear() {
  const hadFocus = detail.contains(document.activeElement);
  detail.hidden = true;
  unfold();
  unselect();
  choose(null);
  if (hadFocus) opener?.focus({ preventScroll: true });
  opener = null;
}

document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-go]");
  if (way) {
    event.preventDefault();
    goTo(way.dataset.go);
    return;
  }
  const item = event.target.closest("[data-item]");
  if (item?.matches(".cell")) goTo(idsOf(item)[0]);
  else if (item && comparisonsOf.has(idsOf(item)[0])) openItem(item);
});

/** What an item was held against, as far as it is in another pane: the item itself stays where it is. */
function partners(id, element) {
  const pane = element.closest(".pane");
  const others = (comparisonsOf.get(id) ?? []).flatMap(({ left, right }) => (left.includes(id) ? right : left));
  return others.slice(0, MOST).filter((other) => elements.has(other) && !pane.contains(elements.get(other)[0]));
}
