// The desk's texts, and small helpers for elements.
export const data = JSON.parse(document.getElementById("desk-data")?.textContent || "{}");

/** Return a text of the desk, with its {places} filled in. */
export function say(name, values = {}) {
  const text = data.strings?.[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

/** Return a new element with properties, attributes (`attrs`) and children. */
export function make(tag, { attrs = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attrs)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Show a message in the line under the switches. */
export function tell(text, isError = false) {
  const notice = document.getElementById("notice");
  notice.textContent = text;
  notice.className = isError ? "error" : "";
}

/** Return what was remembered under a name in this browser. */
export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`brief-desk-${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Remember a value in this browser. */
export function remember(name, value) {
  try {
    localStorage.setItem(`brief-desk-${name}`, JSON.stringify(value));
  } catch {
    // Private windows may keep nothing.
  }
}

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
