// The form of a key figure: its fields are those of the model, as the server describes them.
import { base, explain, send } from "./requests.js";
import { make, say, tell } from "./words.js";

/** Open the form of a key figure; of a new one without an id. */
export async function openFigure(id = "") {
  const answer = await send("GET", `${base}/figure?id=${encodeURIComponent(id)}`);
  if (!answer.ok) { tell(say("failed", { message: explain(answer) }), true); return; }
  const dialog = document.getElementById("dialog");
  const problem = make("p", { className: "error", attrs: { role: "alert" } });
  const form = make("form", {}, make("h2", { id: "dialog-title", textContent: say(id ? "figure" : "add_figure") }),
    make("div", { className: "fields" }, ...answer.data.fields.flatMap(row)), problem, buttons(id));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const doing = event.submitter?.value ?? "save";
    if (doing === "cancel") { dialog.close(); return; }
    const values = Object.fromEntries(new FormData(form));
    const method = doing === "remove" ? "DELETE" : "PUT";
    const sent = await send(method, `${base}/figure`, { id, values, hashes: answer.data.hashes });
    if (sent.ok) dialog.close();
    else problem.textContent = `${sent.data.message}. ${sent.data.findings?.[0]?.remedy ?? ""}`;
  };
  dialog.replaceChildren(form);
  dialog.showModal();
}

function row(field) {
  const id = `figure-${field.name.replace(/\W/g, "-")}`;
  const label = field.label ? say("figure_label", { language: field.label }) : say(`figure_${field.name}`);
  const common = { id, name: field.name };
  const input = field.choices
    ? make("select", common, ...field.choices.map((choice) => make("option", { value: choice, textContent: choice || "–", selected: choice === field.value })))
    : make("input", { ...common, value: field.value, required: field.required, lang: field.lang ?? "", attrs: { inputmode: field.inputmode, pattern: field.pattern, list: field.list } });
  if (field.fixed) input.readOnly = true;
  return [make("label", { htmlFor: id, textContent: label }), input];
}

function buttons(id) {
  const button = (value, name, className = "") => make("button", { value, className, textContent: say(name), formNoValidate: value !== "save" });
  return make("div", { className: "buttons" }, button("save", "save", "main"), button("cancel", "close"), ...(id ? [button("remove", "remove")] : []));
}
