"use strict";
// Dragging over a histogram of days searches in them; a click on a column still follows its link.
for (const svg of document.querySelectorAll("svg.histogram")) {
  const day = /date:(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?/;
  const columns = [...svg.querySelectorAll("a")].map((a) => {
    const bar = a.querySelector(".count"), left = +bar.getAttribute("x");
    return { left, right: left + +bar.getAttribute("width"), url: new URL(a.getAttribute("href"), location.href) };
  });
  const mark = d3.select(svg).append("rect").attr("class", "brushed").attr("y", 6).attr("height", 98).attr("width", 0);
  let start = 0;
  const ends = (event) => [Math.min(start, event.x), Math.max(start, event.x)];
  const drag = d3.drag().container(svg).touchable(false).clickDistance(5)
    .on("start", (event) => { start = event.x; })
    .on("drag", (event) => { const [a, b] = ends(event); mark.attr("x", a).attr("width", b - a); })
    .on("end", (event) => {
      mark.attr("width", 0);
      const [a, b] = ends(event), chosen = columns.filter((c) => c.right > a && c.left < b);
      if (b - a <= 5 || !chosen.length) return;
      const { url } = chosen[0], first = url.searchParams.get("q").match(day);
      const last = chosen.at(-1).url.searchParams.get("q").match(day);
      url.searchParams.set("q", url.searchParams.get("q").replace(day, `date:${first[1]}..${last[2] ?? last[1]}`));
      location.assign(url);
    });
  d3.select(svg).call(drag);
}
