// All texts as a form, while a briefing has no page that could be shown: to fill in a new one.
import { chooseVersion } from "./conflict.js";
import { base, explain, send } from "./requests.js";
import { make, say, tell } from "./words.js";

export class Fields {
  constructor(panes) {
    this.panes = panes;
    this.box = null;
    this.button = document.getElementById("form");
    this.button.onclick = () => {
      this.isWanted = !this.isShown;
      this.follow(this.state);
    };
  }

  get isShown() { return this.box !== null; }

  /** Show the form if it is asked for, or as long as a language has no page. */
  async follow(state) {
    if (!state || state.state === "rendering") return;
    this.state = state;
    const pages = [...this.panes.panes.keys()], printed = new Set(pages.flatMap((page) => page.split("+")));
    const lacking = Object.keys(state.files).filter((tag) => !printed.has(tag));
    const isPair = pages.some((page) => page.includes("+"));
    const isNeeded = state.state === "broken" && (!pages.length || (lacking.length > 0 && !isPair));
    if (this.isWanted === undefined ? !isNeeded : !this.isWanted) { this.hide(); return; }
    this.button.setAttribute("aria-expanded", "true");
    const answer = await send("GET", `${base}/fields`);
    if (!answer.ok) return;
    const wasShown = this.isShown;
    if (!wasShown) {
      this.box = make("section", { id: "fields", className: "pane", tabIndex: -1 });
      this.panes.box.append(this.box);
    }
    this.fill(arrange(answer.data.files, lacking), lacking);
    if (!wasShown) this.panes.draw(); // the pages have less room now
    this.lengths.textContent = Object.entries(state.lengths)
      .map(([name, free]) => `${name}: ${this.panes.fullness(free)}`).join(" · ");
  }

  /** Show the field of a place in a file; return whether there is one. */
  showPlace(path, line) {
    const file = [...(this.files?.values() ?? [])].find((one) => one.shown === path);
    const field = this.box && file?.fields.findLast((one) => one.line <= line);
    if (!field) return false;
    const input = document.getElementById(fieldId(file, field));
    input.closest("details").open = true;
    input.focus();
    return true;
  }

  hide() {
    if (this.isWanted === undefined && this.box?.contains(document.activeElement)) return;
    this.button.setAttribute("aria-expanded", "false");
    if (!this.isShown) return;
    this.box.remove();
    this.shape = "";
    this.box = null;
    this.panes.draw();
  }

  fill(files, lacking) {
    this.files = new Map(files.map((file) => [file.file, file]));
    const shape = JSON.stringify(files.map((file) => [file.file, file.problem, file.fields.map((field) => field.path)]));
    if (this.shape === shape) { this.update(files); return; }
    this.shape = shape;
    this.lengths = make("p", { className: "error" });
    this.box.replaceChildren(this.lengths, ...files.map((file, number) => this.section(file, files,
      lacking.length === 0 || number === 0 || lacking.includes(file.file))));
  }

  section(file, files, isOpen) {
    const rows = file.fields.map((field) => {
      const id = fieldId(file, field);
      const input = make(field.is_long || field.value.includes("\n") ? "textarea" : "input",
        { id, value: field.value, lang: file.lang, rows: 3 });
      Object.assign(input.dataset, { file: file.file, path: JSON.stringify(field.path), base: field.value });
      input.onchange = () => this.save(input);
      const name = field.path.map((step) => (Number.isInteger(step) ? step + 1 : step)).join(" ");
      return make("div", { className: "row" }, make("label", { htmlFor: id, textContent: name }),
        make("div", {}, input, ...original(file, field, files)));
    });
    return make("details", { open: isOpen }, make("summary", {}, make("h2", { textContent: file.name })),
      ...(file.problem ? [make("p", { className: "error", textContent: file.problem })] : []), ...rows);
  }

  update(files) {
    for (const file of files) {
      for (const field of file.fields) {
        const input = document.getElementById(fieldId(file, field));
        if (!input || input.value !== input.dataset.base) continue;
        input.value = input.dataset.base = field.value;
      }
    }
  }

  async save(input) {
    const { file, base: before } = input.dataset, path = JSON.parse(input.dataset.path), value = input.value;
    const put = (hash) => send("PUT", `${base}/text`, { file, path, value }, { "If-Match": `"${hash}"` });
    let answer = await put(this.files.get(file).hash);
    while (answer.status === 409) {
      const { theirs, hash } = answer.data;
      this.files.get(file).hash = hash;
      const choice = theirs === before || theirs === value ? "mine" : await chooseVersion(value, theirs, input.lang);
      if (choice === "theirs") { input.value = input.dataset.base = theirs ?? ""; return; }
      if (choice !== "mine") { input.focus(); return; }
      answer = await put(hash);
    }
    if (answer.ok) {
      this.files.get(file).hash = answer.data.hash;
      input.dataset.base = value;
      tell(say("saved", { file: this.files.get(file).shown }));
    } else {
      tell(say("failed", { message: explain(answer) }), true);
    }
  }
}

const fieldId = (file, field) => `field-${file.file}-${field.path.join("-")}`;

/** Return the files in the order in which they are filled in: languages without a page first. */
function arrange(files, lacking) {
  const rank = (file) => (file.file === "briefing" ? 1 : lacking.includes(file.file) ? 0 : 2);
  const isNew = lacking.length === files.length - 1;
  return [...files].sort((a, b) => (isNew ? 0 : rank(a) - rank(b)));
}

/** Return the same text in another language, to translate from; [] without one. */
function original(file, field, files) {
  if (file.file === "briefing") return [];
  const path = field.path.join(), isText = (value) => value && !/^<[^<>]+>$/s.test(value);
  for (const other of files) {
    if (other.file === "briefing" || other.file === file.file) continue;
    const found = other.fields.find((one) => one.path.join() === path && isText(one.value));
    if (found) return [make("p", { className: "quiet", lang: other.lang, textContent: found.value })];
  }
  return [];
}
