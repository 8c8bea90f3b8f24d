// The transparent text over a page: one element per text, reused while its key stays, so that
// focus and selection survive new pages; in it, one span per printed line.
import { make, say } from "./words.js";

const MEASURED = 20;
const canvas = document.createElement("canvas").getContext("2d");
canvas.font = `${MEASURED}px sans-serif`;
const width = (text) => canvas.measureText(text).width;

/** Bring a layer up to date; return the elements of texts whose wording has changed. */
export function updateLayer(layer, edition, scale) {
  const old = new Map([...layer.children].map((element) => [element.dataset.place, element]));
  const seen = new Map(), changed = [];
  let previous = null;
  for (const text of edition.texts) {
    if (!text.rects.length) continue;
    const name = `${text.file} ${text.key}`, count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const place = count > 1 ? `${name} ${count}` : name;
    let element = old.get(place);
    old.delete(place);
    if (!element) {
      element = make("div", { className: "text", tabIndex: 0, attrs: { role: "group" } });
      element.dataset.place = place;
    } else if (element.dataset.wording !== text.text) {
      changed.push(element);
    }
    fill(element, text, edition, scale);
    const expected = previous ? previous.nextSibling : layer.firstChild;
    if (expected !== element) layer.insertBefore(element, expected);
    previous = element;
  }
  for (const element of old.values()) element.remove();
  return changed;
}

function fill(element, text, edition, scale) {
  const [x, y] = edition.trim;
  const left = Math.min(...text.rects.map((r) => r[0])), top = Math.min(...text.rects.map((r) => r[1]));
  const right = Math.max(...text.rects.map((r) => r[0] + r[2]));
  const bottom = Math.max(...text.rects.map((r) => r[1] + r[3]));
  place(element, (x + left) * scale, (y + top) * scale, (right - left) * scale, (bottom - top) * scale);
  Object.assign(element.dataset, { key: text.key, file: text.file, path: JSON.stringify(text.path) });
  element.lang = text.lang;
  element.dir = text.dir;
  element.setAttribute("aria-label", `${text.key}: ${text.text}`);
  element.title = say("text_keys");
  element.source = text;
  const shape = JSON.stringify([text.text, text.rects, scale]);
  if (element.dataset.shape === shape) return;
  element.dataset.shape = shape;
  element.dataset.wording = text.text;
  const lines = breakLines(text.text, text.rects.map((r) => r[2]));
  element.replaceChildren(...text.rects.map((rect, number) => {
    const [rx, ry, rw, rh] = rect.map((value) => value * scale);
    const size = rh * 0.8, line = lines[number];
    const span = make("span", { textContent: line + (number + 1 < lines.length ? " " : "") });
    const natural = (width(line) / MEASURED) * size;
    Object.assign(span.style, {
      left: `${rx - left * scale}px`, top: `${ry - top * scale}px`, height: `${rh}px`,
      font: `${size}px sans-serif`, lineHeight: `${rh}px`,
      transform: natural > 0 ? `scaleX(${rw / natural})` : "",
    });
    return span;
  }));
}

export function place(element, left, top, wide, high) {
  Object.assign(element.style, {
    left: `${left}px`, top: `${top}px`, width: `${wide}px`, height: `${high}px`,
  });
}

/** Share the words among lines of these widths, in the proportions in which they were printed. */
function breakLines(text, widths) {
  if (widths.length < 2) return [text];
  const words = text.split(/(?<=[\s\u200b-])|(?<=[\u3000-\u9fff\uac00-\ud7af])/u).filter(Boolean);
  const total = width(text) || 1, room = widths.reduce((a, b) => a + b, 0) || 1;
  const lines = widths.map(() => "");
  let number = 0, used = 0, limit = widths[0] / room;
  for (const word of words) {
    const share = width(word) / total;
    while (number < widths.length - 1 && used + share / 2 > limit) limit += widths[++number] / room;
    lines[number] += word;
    used += share;
  }
  return lines.map((line) => line.trimEnd());
}
