"""Damage to the structure of an XML part that leaves it well-formed: a reader does not stop at its first line."""

from __future__ import annotations

import random
from copy import deepcopy

from lxml import etree

MAX_CHANGES = 20
NUMBERS = ("0", "-1", "1", "2", "63", "64", "1000000", "99999999999999999999", "", "x")


def restructure(rng: random.Random, data: bytes) -> bytes:
    """Drops, repeats, moves and relabels elements, and puts odd numbers into attributes."""
    root = etree.fromstring(data)
    for _ in range(rng.randint(1, MAX_CHANGES)):
        elements = [element for element in root.iter("*") if element is not root]
        if not elements:
            break
        rng.choice((_drop, _repeat, _move, _relabel, _renumber))(rng, rng.choice(elements), rng.choice(elements))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _drop(_: random.Random, element: etree._Element, __: etree._Element) -> None:
    _parent(element).remove(element)


def _repeat(rng: random.Random, element: etree._Element, _: etree._Element) -> None:
    for _copy in range(rng.choice((1, 1, 5))):
        element.addnext(deepcopy(element))


def _move(_: random.Random, element: etree._Element, target: etree._Element) -> None:
    if element not in (target, *target.iterancestors()):  # an element cannot go into itself
        target.append(element)


def _relabel(_: random.Random, element: etree._Element, other: etree._Element) -> None:
    element.tag = other.tag


def _renumber(rng: random.Random, element: etree._Element, _: etree._Element) -> None:
    for name in element.attrib:
        element.set(name, rng.choice(NUMBERS))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("the root has no parent, and is never chosen")
    return parent
