// What can be done with the item that a text belongs to: points move, key figures have a form.
import { openFigure } from "./figure_form.js";
import { base, explain, send } from "./requests.js";
import { askTexts, languageRows } from "./texts_dialog.js";
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
    button("add_after", () => askTexts(say("add_after"), languageRows(data.files), (texts) => change("add", { texts })));
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
  tell(answer.ok ? "" : say("failed", { message: explain(answer) }), !answer.ok);
  return answer.ok;
}
