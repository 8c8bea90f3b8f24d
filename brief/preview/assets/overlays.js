// Lines over the page: trim, bleed, safe area, and the grid of lines.
import { place } from "./textlayer.js";
import { make, recall, remember } from "./words.js";

const BLEED = 3 * 72 / 25.4, SAFE = 5 * 72 / 25.4;

export function listenToOverlays(redraw) {
  const chosen = new Set(recall("overlays", []));
  for (const box of document.querySelectorAll("#overlays input")) {
    box.checked = chosen.has(box.value);
    box.onchange = () => {
      box.checked ? chosen.add(box.value) : chosen.delete(box.value);
      remember("overlays", [...chosen]);
      redraw();
    };
  }
}

export function drawOverlays(marks, edition, scale) {
  const [x, y, width, height] = edition.trim;
  const found = [...document.querySelectorAll("#overlays input:checked")].map((box) => {
    const by = { trim: 0, bleed: -BLEED, safe: SAFE, grid: 0 }[box.value];
    const element = make("div", { className: `box ${box.value}` });
    place(element, (x + by) * scale, (y + by) * scale, (width - 2 * by) * scale, (height - 2 * by) * scale);
    if (box.value === "grid") drawGrid(element, edition, scale);
    return element;
  });
  marks.replaceChildren(...found);
}

/** Draw the lines of the page's grid: the distance of its printed lines, from one of them on. */
function drawGrid(element, edition, scale) {
  const steps = new Map();
  for (const text of edition.texts) {
    for (let number = 1; number < text.rects.length; number += 1) {
      const step = Math.round((text.rects[number][1] - text.rects[number - 1][1]) * 10) / 10;
      if (step > 0) steps.set(step, [...(steps.get(step) ?? []), text.rects[number][1] + text.rects[number][3]]);
    }
  }
  const [step, ends] = [...steps].sort((a, b) => b[1].length - a[1].length)[0] ?? [12, [0]];
  element.style.setProperty("--step", `${step * scale}px`);
  element.style.backgroundPositionY = `${(ends[0] % step) * scale}px`;
}
