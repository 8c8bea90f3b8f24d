// Writing on the page: a text is edited where it is printed, and saved as that one scalar.
import { chooseVersion } from "./conflict.js";
import { openFigure } from "./figure_form.js";
import { openButton } from "./findings.js";
import { openGroup } from "./group_form.js";
import { describeItem } from "./items.js";
import { base, explain, send } from "./requests.js";
import { place } from "./textlayer.js";
import { data, make, say, tell } from "./words.js";

const PAUSE = 250;

export class Editor {
  constructor(panes) {
    this.panes = panes;
    this.open = null;
    const box = panes.box;
    box.addEventListener("click", (event) => this.click(event));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.classList.contains("text")) {
        event.preventDefault();
        this.edit(event.target);
      }
    });
    addEventListener("beforeunload", (event) => { if (this.isChanged) event.preventDefault(); });
  }

  get isChanged() { return this.open !== null && readText(this.open.field).trim() !== this.open.base.trim(); }

  click(event) {
    const element = event.target.closest(".text");
    if (!element || !getSelection().isCollapsed) return;
    this.edit(element);
  }

  /** Begin to edit a text of the page. */
  async edit(element) {
    if (this.open?.element === element) return;
    if (this.open && !(await this.leave())) return;
    const { file, path } = element.source;
    if (file !== "briefing" && !(file in data.files)) { this.showSource(element.source, { ok: false }); return; }
    const answer = await send("POST", `${base}/read`, { file, path });
    this.showSource(element.source, answer);
    if (!answer.ok) { tell(say("failed", { message: explain(answer) }), true); return; }
    if (answer.data.parts.length && answer.data.figure) openFigure(answer.data.figure);
    else if (answer.data.parts.length) openGroup(element.source, answer.data);
    else this.start(element, answer.data);
  }

  start(element, found) {
    const text = element.source;
    const pane = [...this.panes.panes.values()].find((one) => one.layer.contains(element));
    const field = make("div", {
      className: "field", lang: text.lang, dir: text.dir, textContent: found.value, spellcheck: true,
      attrs: { contenteditable: "plaintext-only", role: "textbox", "aria-multiline": true, "aria-label": text.key },
    });
    const save = make("button", { type: "button", className: "main", textContent: say("save") });
    const cancel = make("button", { type: "button", textContent: say("cancel") });
    const full = make("span", { className: "quiet" }), numbers = make("p", { attrs: { role: "status" } });
    const others = make("dl", { className: "others" }, ...found.others.flatMap((other) => [
      make("dt", { textContent: other.name }), make("dd", { lang: other.lang, textContent: other.value })]));
    const tools = make("div", { className: "tools" },
      make("div", { className: "buttons" }, save, cancel, full), numbers, others);
    const box = make("div", { className: "editor" }, field, tools);
    this.open = { box, field, tools, base: found.value, hash: found.hash, text, element, pane, numbers, full, others };
    save.onclick = () => this.save();
    cancel.onclick = () => this.close();
    field.addEventListener("input", () => this.typed());
    box.addEventListener("keydown", (event) => this.key(event));
    element.classList.add("edited");
    pane.sheet.append(box);
    pane.onDraw = () => this.reposition();
    this.reposition();
    this.typed();
    field.focus();
    getSelection().selectAllChildren(field);
    getSelection().collapseToEnd();
    describeItem(tools, text, found, this);
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      const mayClose = !this.isChanged || this.open.isWarned;
      if (mayClose) { tell(""); this.close(); return; }
      this.open.isWarned = true;
      tell(say("discard_again"));
    }
    const isShort = !this.open?.base.includes("\n");
    const isSaving = event.key === "Enter" && event.target === this.open?.field
      && (event.ctrlKey || event.metaKey || (isShort && !event.shiftKey && !event.isComposing));
    if (isSaving || (event.key === "s" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      this.save();
    }
  }

  reposition() {
    const { box, field, text, pane } = this.open ?? {};
    if (!box) return;
    const scale = pane.scale, [x, y] = pane.edition.trim;
    const left = Math.min(...text.rects.map((r) => r[0])), top = Math.min(...text.rects.map((r) => r[1]));
    const right = Math.max(...text.rects.map((r) => r[0] + r[2]));
    const high = text.rects[0][3];
    place(box, (x + left) * scale, (y + top) * scale, Math.max((right - left) * scale, 160), 0);
    box.style.height = "auto";
    const room = pane.edition.width * scale - (x + left) * scale;
    if (room < 200) box.style.left = `${Math.max(0, pane.edition.width * scale - 240)}px`;
    this.fitTools();
    field.style.font = `${Math.max(11, high * scale * 0.72)}px/1.35 system-ui, sans-serif`;
  }

  /** Keep the tools within what is seen of the page, however narrow it is. */
  fitTools() {
    const { box, tools, pane } = this.open, { clientWidth, scrollLeft } = pane.scroller;
    const room = Math.max(160, clientWidth - 4), wide = Math.min(room, Math.max(box.offsetWidth, Math.min(384, innerWidth * 0.8)));
    const over = box.offsetLeft + pane.sheet.offsetLeft + wide - scrollLeft - room;
    tools.style.inlineSize = `${wide}px`;
    tools.style.marginLeft = `${-Math.max(0, over)}px`;
  }

  /** Say how full the page would be, and compare the numbers with the other languages. */
  typed() {
    this.open.isWarned = false;
    const { full, field, text, pane, base: before } = this.open;
    const perLine = Math.max(1, text.text.length / Math.max(1, text.rects.length));
    const more = Math.ceil(readText(field).length / perLine) - Math.ceil(before.length / perLine);
    const { free } = pane.edition;
    full.textContent = this.panes.fullness(free === null ? null : free - more);
    full.className = free !== null && free - more < 0 ? "error" : "quiet";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.compareNumbers(), PAUSE);
  }

  async compareNumbers() {
    const open = this.open;
    if (!open || open.text.file === "briefing") return;
    const value = readText(open.field);
    const answer = await send("POST", `${base}/numbers`, { file: open.text.file, path: open.text.path, value });
    if (!answer.ok || this.open !== open || readText(open.field) !== value) return;
    const { differ } = answer.data;
    open.numbers.className = differ.length ? "warning" : "good";
    open.numbers.textContent = differ.length ? `${say("numbers_differ")} ${differ.map((one) => one.text).join(", ")}`
      : answer.data.compared ? say("numbers_agree") : "";
    open.numbers.title = differ.map((one) => one.message).join("\n");
    markNumbers(open.field, differ.filter((one) => one.start !== undefined));
  }

  /** Save the text; return whether the editor could be closed. */
  async save() {
    const open = this.open;
    if (!open || open.isSaving) return false;
    const value = readText(open.field).trim();
    if (value === open.base.trim()) { this.close(); return true; }
    open.isSaving = true;
    tell(say("saving"));
    let answer = await this.put(value, open.hash);
    while (answer.status === 409) {
      const { theirs, hash } = answer.data;
      // Another text of the file was changed: this one is as it was when the editor was opened.
      const choice = theirs === open.base ? "mine" : await chooseVersion(value, theirs, open.text.lang);
      if (choice !== "mine") {
        open.isSaving = false;
        tell("");
        Object.assign(open, { hash, base: theirs ?? "" });
        if (choice === "theirs") this.close();
        else open.field.focus();
        return choice === "theirs";
      }
      answer = await this.put(value, hash);
    }
    open.isSaving = false;
    if (!answer.ok) {
      tell(say("failed", { message: explain(answer) }), true);
      return false;
    }
    tell(say("saved", { file: open.shown ?? open.text.place.replace(/:\d+:\d+$/, "") }));
    this.close();
    return true;
  }

  put(value, hash) {
    const { file, path } = this.open.text;
    return send("PUT", `${base}/text`, { file, path, value }, { "If-Match": `"${hash}"` });
  }

  /** Leave the open text: without changes it is closed, else it is saved. */
  async leave() {
    if (this.isChanged) return this.save();
    this.close();
    return true;
  }

  close() {
    const open = this.open;
    if (!open) return;
    this.open = null;
    clearTimeout(this.timer);
    const hadFocus = open.box.contains(document.activeElement) || document.activeElement === document.body;
    open.pane.onDraw = null;
    open.box.remove();
    open.element.classList.remove("edited");
    if (hadFocus) open.element.focus({ preventScroll: true });
  }

  /** Keep the editor at its text when new pages come; its element may be another one now. */
  follow() {
    const open = this.open;
    if (!open) return;
    if (!open.element.isConnected) {
      const found = [...open.pane.layer.children].find((one) => one.dataset.place === open.element.dataset.place);
      if (found) open.element = found;
    }
    if (open.element.isConnected) open.text = open.element.source;
    open.element.classList.add("edited");
    if (!open.box.isConnected && open.pane.sheet.isConnected) open.pane.sheet.append(open.box);
    this.reposition();
  }

  showSource(text, answer) {
    const target = document.getElementById("source");
    const value = answer.ok && !answer.data.parts.length ? answer.data.value : text.text;
    const where = answer.ok ? answer.data.place : text.place;
    target.replaceChildren(
      make("p", { className: "place" }, `${where} `, openButton({ key: text.key, file: text.file })),
      make("pre", { textContent: value, lang: text.lang, dir: text.dir }));
  }
}

/** Return what is written in a field; browsers make elements of lines that are pasted or typed. */
function readText(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.nodeName === "BR") text += "\n";
    else text += (text && !text.endsWith("\n") ? "\n" : "") + readText(child);
  }
  return text;
}

/** Mark numbers without a change of the text, where the browser can (CSS Custom Highlight API). */
function markNumbers(field, spans) {
  if (!globalThis.Highlight || !CSS.highlights) return;
  const node = field.firstChild;
  const ranges = node?.nodeType === Node.TEXT_NODE && field.childNodes.length === 1 ? spans.map((span) => {
    const range = new Range();
    range.setStart(node, Math.min(span.start, node.length));
    range.setEnd(node, Math.min(span.end, node.length));
    return range;
  }) : [];
  CSS.highlights.set("differing-number", new Highlight(...ranges));
}
