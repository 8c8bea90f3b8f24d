// What can be done with the item that a text belongs to: points move, key figures have a form.
import { openFigure } from "./figure_form.js";
import { base, send } from "./requests.js";
import { data, make, say, tell } from "./words.js";

/** Add the buttons for the text's item to the tools of the editor. */
export function describeItem(tools, text, found, editor) {
  const [list, number] = text.path;
  const buttons = make("div", { className: "buttons" });
  const button = (name, act) => {
    const made = make("button", { type: "button", textContent: say(name) });
    made.onclick = async () => { if (await editor.leave()) act(); };
    buttons.append(made);
  };
  if (list === "points" && Number.isInteger(number)) {
    const change = (what, more = {}) => changePoints({ file: text.file, index: number, do: what, ...more });
    button("add_after", () => openPoint((texts) => change("add", { texts })));
    if (number > 0) button("move_up", () => change("move", { to: number - 1 }));
    button("move_down", () => change("move", { to: number + 1 }));
    button("remove", () => change("remove"));
  }
  const id = found.figure || (list === "key_figures" && typeof number === "string" ? number : "");
  if (id) button("figure", () => openFigure(id));
  if (buttons.children.length) tools.append(buttons);
}

async function changePoints(body) {
  const answer = await send("POST", `${base}/points`, { ...body, hashes: data.hashes });
  tell(answer.ok ? "" : say("failed", { message: `${answer.data.message} ${answer.data.findings?.[0]?.remedy ?? ""}` }), !answer.ok);
  return answer.ok;
}

/** Ask for the texts of a new point, in all languages at once, and pass them on. */
function openPoint(add) {
  const dialog = document.getElementById("dialog");
  const fields = Object.entries(data.files).flatMap(([tag, name]) => {
    const id = `point-${tag}`;
    return [make("label", { htmlFor: id, textContent: name, lang: tag }),
      make("textarea", { id, name: tag, lang: tag, required: true, rows: 4 })];
  });
  const form = make("form", {}, make("h2", { id: "dialog-title", textContent: say("add_after") }),
    make("div", { className: "fields" }, ...fields),
    make("div", { className: "buttons" },
      make("button", { value: "save", className: "main", textContent: say("save") }),
      make("button", { value: "cancel", textContent: say("close"), formNoValidate: true })));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "cancel" || await add(Object.fromEntries(new FormData(form)))) dialog.close();
  };
  dialog.replaceChildren(form);
  dialog.showModal();
}
