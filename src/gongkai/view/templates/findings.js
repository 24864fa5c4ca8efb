// The list of findings: choosing one, going through them, and the filters.

let selected = -1;

function unselect() {
  if (selected < 0) return;
  cards[selected].classList.remove("current");
  cards[selected].querySelector(".pick").setAttribute("aria-pressed", "false");
  selected = -1;
}

/** Shows both sides of a finding. */
function select(number) {
  unselect();
  selected = number;
  const button = cards[number].querySelector(".pick");
  cards[number].classList.add("current");
  button.setAttribute("aria-pressed", "true");
  opener = button;
  openFinding(number);
  choose(() => lightFinding(number));
  reveal(data.findings[number].flat());
}

/** The next finding that the filters leave, or with -1 the one before. */
function step(direction) {
  for (let number = selected + direction; number >= 0 && number < cards.length; number += direction) {
    if (cards[number].hidden) continue;
    cards[number].querySelector(".pick").focus({ preventScroll: true });
    select(number);
    const list = cards[number].closest(".pane");
    if (scrollsByItself(list)) scrollPane(list, [cards[number]]);
    return;
  }
}

document.querySelector(".cards").addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.target.closest("a") || !getSelection().isCollapsed) return;
  select(cards.indexOf(card));
});

/** A card is shown if each of its three properties is among those asked for. */
function filter(form) {
  const asked = new FormData(form);
  const section = asked.get("section") ?? "";
  let left = 0;
  for (const card of cards) {
    const { standing, kind, sections } = card.dataset;
    const isAsked =
      asked.getAll("standing").includes(standing) &&
      asked.getAll("kind").includes(kind) &&
      (section === "" || sections.split(" ").includes(section));
    card.hidden = !isAsked;
    left += isAsked;
  }
  const isAll = left === cards.length;
  form.querySelector("output").textContent = isAll ? `显示全部 ${left} 个问题` : `显示 ${left} 个，共 ${cards.length} 个`;
  form.querySelector("[type=reset]").hidden = isAll;
}

const form = document.querySelector(".filters");
if (form) {
  form.addEventListener("change", () => filter(form));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => filter(form))); // the inputs have their first state only then
  filter(form); // a browser may keep the choices of before when a page is loaded again
}

/** An address that ends in #finding-… shows that finding. */
function selectNamed() {
  const number = cards.findIndex((card) => card.querySelector(".foot a").hash === location.hash);
  if (number >= 0) select(number);
}
addEventListener("hashchange", selectNamed);
selectNamed();

addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".warnings")) folded.open = true;
});
