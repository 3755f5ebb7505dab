"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // The chosen colours are kept where the browser lets a local file keep anything.
  const remembered = () => { try { return localStorage.getItem("newstemma-theme"); } catch { return null; } };
  const remember = (v) => { try { localStorage.setItem("newstemma-theme", v); } catch { /* not kept: fine */ } };
  const radios = document.querySelectorAll('input[name="theme"]');
  for (const radio of radios) {
    if (radio.value === remembered()) radio.checked = true;
    radio.addEventListener("change", () => remember(radio.value));
  }

  // A link into something folded opens it, and every piece of a statement lights up with its first.
  const show = () => {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    let folded = false;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) {
      if (!d.open) { d.open = true; folded = true; }
    }
    if (target.dataset.of) {
      document.querySelectorAll(`[data-of="${CSS.escape(target.dataset.of)}"]`).forEach((e) => e.classList.add("lit"));
    }
    if (folded) target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();

  const printed = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((d) => { d.open = true; printed.push(d); });
  });
  addEventListener("afterprint", () => { while (printed.length) printed.pop().open = false; });

  // Pictures and tables can be saved without a server.
  const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-family",
    "font-size", "font-weight", "font-style", "text-anchor", "paint-order"];
  const save = (text, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const pictureOf = (svg) => {
    const copy = svg.cloneNode(true), from = svg.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((e, k) => {
      const style = getComputedStyle(from[k]);
      for (const name of STYLES) e.setAttribute(name, style.getPropertyValue(name));
      e.removeAttribute("href");
    });
    return new XMLSerializer().serializeToString(copy);
  };
  const cellOf = (cell) => {
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    return `"${(/^[=+\-@'\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  };
  const rowsOf = (table) => [...table.rows].map((r) => [...r.cells].map(cellOf).join(",")).join("\r\n") + "\r\n";
  const offer = (after, label, made) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "save";
    button.textContent = label;
    button.addEventListener("click", made);
    after.after(button);
  };
  document.querySelectorAll("svg.stemma, svg.timeline.wide, svg.flow, svg.histogram").forEach((svg, k) =>
    offer(svg.parentElement, "Save the picture (SVG)", () => save(pictureOf(svg), "image/svg+xml", `picture-${k + 1}.svg`)));
  if (!document.body.classList.contains("served")) {
    document.querySelectorAll("main table").forEach((table, k) =>
      offer(table.closest(".scroll") ?? table, "Save the table (CSV)", () => save("\ufeff" + rowsOf(table), "text/csv", `table-${k + 1}.csv`)));
  }

  const filter = document.getElementById("filter");
  if (!filter) return;
  const speakers = [...document.querySelectorAll("details.speaker")].map((d) => ({
    box: d, open: d.open, name: d.querySelector("summary").textContent.toLowerCase() + (d.querySelector(".facts")?.textContent.toLowerCase() ?? ""),
    rows: [...d.querySelectorAll("li")].map((li) => ({ li, text: li.textContent.toLowerCase() })),
  }));
  const found = document.getElementById("found");
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    let n = 0;
    for (const s of speakers) {
      let here = 0;
      const named = s.name.includes(wanted);
      for (const r of s.rows) {
        const hit = named || r.text.includes(wanted);
        r.li.hidden = !hit;
        here += hit;
      }
      s.box.hidden = !here && !named;
      s.box.open = wanted ? here > 0 : s.open;
      n += here;
    }
    found.textContent = wanted ? `${n} found` : "";
  });
})();
