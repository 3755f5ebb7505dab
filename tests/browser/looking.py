"""What tests ask a page in a browser."""

from __future__ import annotations

from typing import Any

FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const shown = e.type === 'radio' ? e.nextElementSibling : e;
  const name = e.tagName + (e.id || e.getAttribute('href') || e.getAttribute('class'));
  return [name, box.width * box.height, getComputedStyle(shown).outlineStyle];
}"""

CONTRAST = """() => {
  const linear = x => x / 255 <= .03928 ? x / 255 / 12.92 : ((x / 255 + .055) / 1.055) ** 2.4;
  const lum = c => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]);
  const parse = s => s.match(/[\\d.]+/g).map(Number);
  const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || e.closest('svg, .skip, .unseen') || !e.checkVisibility()) continue;
    const s = getComputedStyle(e), a = lum(parse(s.color)), b = lum(back(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push([e.tagName, e.className, e.textContent.slice(0, 30), ratio.toFixed(2)]);
  }
  return low;
}"""

PICTURES = """() => {
  const linear = x => x / 255 <= .03928 ? x / 255 / 12.92 : ((x / 255 + .055) / 1.055) ** 2.4;
  const lum = c => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]);
  const parse = s => (s.match(/[\\d.]+/g) ?? []).map(Number);
  const solid = c => c.length >= 3 && (c.length < 4 || c[3] > 0);
  const page = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (solid(c)) return c } return [255, 255, 255] };
  const behind = (text, svg) => {
    const a = text.getBoundingClientRect(), x = (a.left + a.right) / 2, y = (a.top + a.bottom) / 2;
    let found = null;
    for (const e of svg.querySelectorAll('rect, circle, text')) {
      if (e === text) break;
      const b = e.getBoundingClientRect(), c = parse(getComputedStyle(e).fill);
      const under = b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
      if (e.tagName !== 'text' && under && solid(c)) found = c;
    }
    return found ?? page(svg);
  };
  const low = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    for (const text of svg.querySelectorAll('text')) {
      const s = getComputedStyle(text), a = lum(parse(s.fill)), b = lum(behind(text, svg));
      const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      const what = [svg.getAttribute('class'), text.textContent];
      if (ratio < 4.5) low.push([...what, 'contrast', ratio.toFixed(2)]);
      if (parseFloat(s.fontSize) < 11) low.push([...what, 'size', s.fontSize]);
    }
  }
  return low;
}"""
"""Words in pictures that have too little contrast with what they stand on, or are smaller than 11 pixels."""


def stops(page: Any, most: int) -> set[str]:
    """What the keyboard reaches in so many steps or to the end; each stop is seen and shows its focus."""
    seen = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        name, area, outline = page.evaluate(FOCUSED)
        if name.startswith("BODY"):
            break
        seen.add(name)
        assert area > 0, name
        assert outline != "none", name
    return seen
