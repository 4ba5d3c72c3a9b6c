"""What stands in the way of a reader: axe's findings, what is too small, what sticks out."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that another theme can break."""
SMALL = """() => {
  const all = function* (root) {
    for (const node of root.querySelectorAll('*')) {
      yield node
      if (node.shadowRoot) yield* all(node.shadowRoot)
    }
  }
  const inText = (node) => node.localName === 'a' && getComputedStyle(node).display === 'inline' &&
    node.parentElement.textContent.trim() !== node.textContent.trim()
  return [...all(document)]
    .filter((node) => node.matches('a[href], button, input, select, textarea') && !inText(node))
    .filter((node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((node) => [node, (node.closest('label') ?? node).getBoundingClientRect()])
    .filter(([node, box]) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0)
    .filter(([node, box]) => box.width < 24 || box.height < 24)
    .map(([node, box]) => `${node.outerHTML.slice(0, 120)} is ${box.width} x ${box.height}`)
}"""
WIDE = """() => [document.documentElement, ...document.querySelectorAll('[data-testid="stMain"]')]
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .map((node) => `${node.localName} is ${node.scrollWidth} wide in ${node.clientWidth}`)"""


def faults(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe has against a page: rule, element and why."""
    options = {"runOnly": COLOURS if colours_only else TAGS, "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def too_small(page: Page) -> list[str]:
    """Targets of less than 24 by 24 pixels; links inside a sentence may be."""
    found: list[str] = page.evaluate(SMALL)
    return found


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(WIDE)
    return found
