"""What lives in a page: elements, attributes and addresses that do something, as the browser itself resolves them."""

from __future__ import annotations

from playwright.sync_api import Page

_LIVE = """(of) => {
  const found = []
  const look = (root) => {
    for (const node of root.querySelectorAll('*')) {
      const name = node.localName
      if (['script', 'iframe', 'form', 'object', 'embed', 'base', 'meta'].includes(name)) found.push(name)
      if (/^(javascript|data|vbscript|file):/.test(node.protocol ?? '')) found.push(node.href)
      if (node.host === 'evil.example') found.push(node.href)
      if (name === 'img' && !node.src.startsWith(location.origin)) found.push(node.src)
      if ([...node.attributes].some((each) => each.name.startsWith('on'))) found.push(node.outerHTML)
      if (node.shadowRoot) look(node.shadowRoot)
    }
  }
  look(document.querySelector(of))
  return found
}"""


def living(page: Page, of: str = "main") -> list[str]:
    """What is found in this part of the page that no text may bring."""
    return list(page.evaluate(_LIVE, of))
