"""What tests ask a page in a browser."""

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
