"use strict";
// What the page shows, indexed once: after this no handler searches the document.

const data = JSON.parse(document.getElementById("data").textContent);
const panes = [...document.querySelectorAll(".pane")];
const cards = [...document.querySelectorAll(".card")];

const elements = new Map(); // id of an item -> the elements that show it, in the order of the page
for (const element of document.querySelectorAll("[data-item]")) {
  for (const id of element.dataset.item.split(" ")) {
    if (!elements.has(id)) elements.set(id, []);
    elements.get(id).push(element);
  }
}

const comparisonsOf = new Map(); // id -> the comparisons and findings that it took part in, each with `left` and `right`
for (const each of [...data.comparisons, ...data.findings.map(([left, right]) => ({ left, right }))]) {
  for (const id of new Set([...each.left, ...each.right])) {
    if (!comparisonsOf.has(id)) comparisonsOf.set(id, []);
    comparisonsOf.get(id).push(each);
  }
}

/** The ids that an element shows. A cell's place in the text, r7, stands for the cell, v7. */
function idsOf(element) {
  return element.dataset.item.split(" ").map((id) => id.replace(/^r/, "v"));
}

/** All elements of an item, in its table and in the text. */
function shownAs(id) {
  const inText = id.startsWith("v") ? elements.get(`r${id.slice(1)}`) : undefined;
  return [...(elements.get(id) ?? []), ...(inText ?? [])];
}

/** A new element; its content is text or elements, never markup. */
function make(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
