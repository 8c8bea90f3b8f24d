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
    element.style.setProperty("--step", `${(edition.size || 10) * 1.4 * scale}px`);
    return element;
  });
  marks.replaceChildren(...found);
}
