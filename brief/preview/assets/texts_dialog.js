// A dialog that asks for one text, or for one in each language.
import { make, say } from "./words.js";

/** Ask for texts; `rows` are {name, label, lang}. `save` gets them, and returns whether to close. */
export function askTexts(title, rows, save) {
  const dialog = document.getElementById("dialog");
  const fields = rows.flatMap(({ name, label, lang }) => {
    const id = `asked-${name}`;
    return [make("label", { htmlFor: id, textContent: label }),
      make("textarea", { id, name, lang: lang ?? "", required: true, rows: 4 })];
  });
  const form = make("form", {}, make("h2", { id: "dialog-title", textContent: title }),
    make("div", { className: "fields" }, ...fields),
    make("div", { className: "buttons" },
      make("button", { value: "save", className: "main", textContent: say("save") }),
      make("button", { value: "cancel", textContent: say("close"), formNoValidate: true })));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "cancel" || await save(Object.fromEntries(new FormData(form)))) dialog.close();
  };
  dialog.replaceChildren(form);
  dialog.showModal();
}

/** Return the rows that ask for a text in each language of the briefing. */
export function languageRows(files) {
  return Object.entries(files).map(([tag, name]) => ({ name: tag, label: name, lang: tag }));
}
