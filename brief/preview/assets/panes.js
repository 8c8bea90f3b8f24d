// The pages: tabs or side by side, pictures in the device's resolution, text, overlays.
import { drawOverlays } from "./overlays.js";
import { follow } from "./instep.js";
import { updateLayer } from "./textlayer.js";
import { data, isCalm, make, recall, remember, say } from "./words.js";

const POINT = 96 / 72, WIDE = 1200;
const STEPS = [50, 75, 100, 125, 150, 200, 300, 400];

export class Panes {
  constructor() {
    this.panes = new Map();
    this.lit = new Set();
    this.driven = new Map();
    this.box = document.getElementById("panes");
    this.tabs = document.getElementById("tabs");
    this.zoom = document.getElementById("zoom");
    this.arrangement = document.getElementById("arrangement");
    this.zoom.value = recall("zoom", "width");
    this.arrangement.value = recall("arrangement", innerWidth >= WIDE ? "side" : "tabs");
    this.active = recall(`tab-${data.slug}`, "");
    this.listen();
  }

  listen() {
    this.zoom.onchange = () => { remember("zoom", this.zoom.value); this.draw(); };
    this.arrangement.onchange = () => { remember("arrangement", this.arrangement.value); this.arrange(); this.draw(); };
    document.getElementById("zoom-in").onclick = () => this.step(1);
    document.getElementById("zoom-out").onclick = () => this.step(-1);
    this.tabs.addEventListener("keydown", (event) => this.moveTab(event));
    new ResizeObserver(() => this.draw()).observe(this.box);
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => this.draw());
  }

  get isSide() { return this.arrangement.value === "side"; }

  /** Show the pages of a state; light up what has changed since the one before. */
  show(state) {
    const editions = this.keepLast(state), languages = editions.map((edition) => edition.language);
    for (const [language, pane] of this.panes) {
      if (!languages.includes(language)) { pane.element.remove(); this.panes.delete(language); }
    }
    const reason = state.findings.find((finding) => finding.severity === "error");
    for (const edition of editions) {
      const pane = this.panes.get(edition.language) ?? this.add(edition);
      pane.edition = edition;
      this.box.append(...(this.box.lastChild === pane.element || pane.element.isConnected ? [] : [pane.element]));
      pane.element.classList.toggle("is-stale", edition.stale);
      pane.stale.hidden = !edition.stale;
      pane.stale.replaceChildren(say("last_good"), ...describeReason(edition.stale && reason));
      pane.size.textContent = edition.size ? say("type_size", { size: format(edition.size) }) : "";
      pane.full.textContent = sayFullness(edition.free);
      pane.full.className = (edition.free ?? 0) < 0 ? "error" : "quiet";
    }
    this.arrange();
    const changed = this.draw();
    if (this.hasShown) this.lightChanges(changed);
    this.hasShown = this.panes.size > 0;
  }

  /**
   * Return the editions of a state, and the last pages of languages that it lacks: a server that was
   * started again has not made them yet, or cannot; and a page with an unsaved text stays.
   */
  keepLast(state) {
    const made = new Set(state.editions.map((edition) => edition.language));
    const last = [...this.panes.values()].filter(({ edition, element }) => !made.has(edition.language)
      && (state.state !== "current" || element.querySelector(".editor")));
    return [...state.editions, ...last.map(({ edition }) => ({ ...edition, stale: edition.stale || state.state !== "rendering" }))];
  }

  add(edition) {
    const title = make("h2", { textContent: edition.name, lang: edition.lang });
    const full = make("span", { className: "quiet" }), size = make("span", { className: "quiet" });
    const stale = make("p", { className: "stale", hidden: true });
    const picture = make("img", { alt: "", draggable: false });
    const layer = make("div", { className: "layer" }), marks = make("div", { className: "marks" });
    const sheet = make("div", { className: "sheet" }, picture, marks, layer);
    const scroller = make("div", { className: "scroller", tabIndex: 0, attrs: { role: "region", "aria-label": edition.name } }, sheet);
    const element = make("section", { className: "pane", id: `pane-${edition.language}` },
      make("header", {}, title, full, size), stale, scroller);
    const pane = { element, title, full, size, stale, picture, layer, marks, sheet, scroller, edition, drawn: "" };
    scroller.addEventListener("scroll", () => this.keepInStep(pane));
    for (const name of ["pointerenter", "wheel", "focusin", "touchstart", "keydown"]) {
      scroller.addEventListener(name, () => { this.leader = pane; }, { passive: true });
    }
    this.panes.set(edition.language, pane);
    return pane;
  }

  keepInStep(pane) {
    const { scroller } = pane;
    // A page that was scrolled by another one leads nobody.
    if (!this.isSide || Math.abs((this.driven.get(scroller) ?? -9) - scroller.scrollTop) < 2) return;
    if (this.leader && this.leader !== pane) return;
    const others = [...this.panes.values()].filter((other) => other !== pane).map((other) => other.scroller);
    this.driven.delete(scroller);
    follow(scroller, others);
    for (const other of others) this.driven.set(other, other.scrollTop);
  }

  arrange() {
    const languages = [...this.panes.keys()];
    if (!languages.includes(this.active)) this.active = languages[0] ?? "";
    const isSingle = languages.length < 2;
    const focused = this.tabs.contains(document.activeElement) ? document.activeElement.dataset.language : null;
    this.tabs.replaceChildren(...(this.isSide || isSingle ? [] : languages.map((language) => this.makeTab(language))));
    this.tabs.querySelector(`[data-language="${focused}"]`)?.focus();
    this.tabs.setAttribute("role", this.tabs.children.length ? "tablist" : "presentation");
    for (const [language, pane] of this.panes) {
      pane.element.hidden = !this.isSide && language !== this.active;
      const isPanel = !this.isSide && !isSingle;
      set(pane.element, "role", isPanel ? "tabpanel" : null);
      set(pane.element, "aria-labelledby", isPanel ? `tab-${language}` : null);
    }
  }

  makeTab(language) {
    const { edition } = this.panes.get(language);
    const isActive = language === this.active;
    const tab = make("button", {
      type: "button", textContent: edition.name, id: `tab-${language}`, tabIndex: isActive ? 0 : -1, lang: edition.lang,
      attrs: { role: "tab", "aria-selected": isActive, "aria-controls": `pane-${language}` },
    });
    tab.dataset.language = language;
    tab.onclick = () => this.activate(language);
    return tab;
  }

  /** Show the page of a language, at the text where the one before was. */
  activate(language) {
    const before = this.panes.get(this.active), next = this.panes.get(language);
    if (!next || language === this.active) return;
    const hadFocus = this.tabs.contains(document.activeElement);
    this.active = language;
    remember(`tab-${data.slug}`, language);
    if (before && !this.isSide) {
      next.element.hidden = false;
      this.draw();
      follow(before.scroller, [next.scroller]);
    }
    this.arrange();
    this.draw();
    if (hadFocus) document.getElementById(`tab-${language}`)?.focus();
  }

  moveTab(event) {
    const languages = [...this.panes.keys()], number = languages.indexOf(this.active);
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const target = event.key === "Home" ? 0 : event.key === "End" ? languages.length - 1
      : move && (number + move + languages.length) % languages.length;
    if (target === undefined) return;
    event.preventDefault();
    this.activate(languages[target]);
  }

  step(direction) {
    const pane = [...this.panes.values()].find((one) => !one.element.hidden);
    const now = pane ? Math.round((this.scaleOf(pane) / POINT) * 100) : 100;
    const next = direction > 0 ? STEPS.find((step) => step > now) : STEPS.findLast((step) => step < now);
    if (!next) return;
    this.zoom.value = String(next);
    this.zoom.onchange();
  }

  scaleOf(pane) {
    const { width, height } = pane.edition, room = pane.scroller;
    const wide = Math.max(100, room.clientWidth - 4) / width;
    if (this.zoom.value === "width") return wide;
    if (this.zoom.value === "page") return Math.min(wide, Math.max(100, room.clientHeight - 4) / height);
    return (Number(this.zoom.value) / 100) * POINT;
  }

  /** Draw all pages that are seen; return the elements of texts whose wording has changed. */
  draw() {
    const changed = [];
    for (const pane of this.panes.values()) {
      if (pane.element.hidden) continue;
      const scale = this.scaleOf(pane), { edition } = pane;
      pane.scale = scale;
      pane.sheet.style.width = `${edition.width * scale}px`;
      pane.sheet.style.height = `${edition.height * scale}px`;
      changed.push(...updateLayer(pane.layer, edition, scale));
      this.showLit(pane);
      drawOverlays(pane.marks, edition, scale);
      this.drawPicture(pane, Math.ceil(scale * devicePixelRatio * 50) / 50);
      pane.onDraw?.();
    }
    return changed;
  }

  drawPicture(pane, scale) {
    const wanted = `/pages/${pane.edition.digest}.png?scale=${scale}`;
    if (pane.drawn === wanted) return;
    pane.drawn = wanted;
    const next = new Image();
    next.src = wanted;
    next.decode().then(() => {
      if (pane.drawn !== wanted) return;
      pane.picture.src = wanted;
      pane.picture.dataset.digest = pane.edition.digest;
    }).catch(() => { if (pane.drawn === wanted) pane.drawn = ""; });
  }

  /** Light the chosen texts of a page, and no others. */
  showLit(pane) {
    for (const one of pane.layer.children) one.classList.toggle("lit", this.lit.has(one.dataset.key));
  }

  fullness(free) { return sayFullness(free); }

  lightChanges(elements) {
    for (const element of elements) {
      element.classList.remove("changed");
      void element.offsetWidth;
      element.classList.add("changed");
      setTimeout(() => element.classList.remove("changed"), 2500);
    }
    if (elements.length && !elements.some(isSeen)) show(elements[0]);
  }

  /** Light the places of texts ({language, key}), and bring one on each page into sight. */
  light(texts) {
    this.lit = new Set(texts.map((text) => text.key));
    const languages = new Set(texts.map((text) => text.language));
    if (texts.length && !this.isSide && !languages.has(this.active)) this.activate(texts[0].language);
    let first = null;
    for (const [language, pane] of this.panes) {
      if (pane.element.hidden) continue;
      this.showLit(pane);
      const found = [...pane.layer.querySelectorAll(".lit")];
      if (found.length && !found.some(isSeen)) show(found[0]);
      if (found.length && (!first || languages.has(language))) first = found[0];
    }
    return first;
  }
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Return the first error, for the line over a page that could not be made again. */
function describeReason(finding) {
  return finding ? [" ", make("span", { lang: "en", textContent: [finding.place, finding.message].filter(Boolean).join(": ") })] : [];
}

const format = (number) => number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });

export function sayFullness(free) {
  if (free === null || Number.isNaN(free)) return "";
  const whole = free < 0 ? Math.ceil(-free - 0.005) : Math.floor(free + 0.05); // as in findings
  if (whole === 0) return say("full_exact");
  if (free < 0) return whole === 1 ? say("full_long_one") : say("full_long", { n: whole });
  return whole === 1 ? say("full_free_one") : say("full_free", { n: whole });
}

function isSeen(element) {
  const box = element.getBoundingClientRect();
  const room = element.closest(".scroller").getBoundingClientRect();
  const top = Math.max(room.top, 0), bottom = Math.min(room.bottom, innerHeight);
  return box.bottom > top && box.top < bottom;
}

export function show(element) {
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: isCalm() ? "auto" : "smooth" });
}
