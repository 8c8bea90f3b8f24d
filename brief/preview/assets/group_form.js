// The form of several texts that are printed as one, such as those of a source.
import { base, explain, send } from "./requests.js";
import { make, say, tell } from "./words.js";

/** Open a form of the parts ({path, value}) of a text; each that is changed is saved. */
export function openGroup(text, found) {
  const dialog = document.getElementById("dialog");
  const rows = found.parts.map((part) => {
    const id = `part-${part.path.join("-")}`;
    const input = make("input", { id, value: part.value });
    return { part, input, label: make("label", { htmlFor: id, textContent: part.path.slice(text.path.length).map((step) => (Number.isInteger(step) ? step + 1 : step)).join(" ") }) };
  });
  const problem = make("p", { className: "error", attrs: { role: "alert" } });
  const form = make("form", {}, make("h2", { id: "dialog-title", textContent: text.key }),
    make("div", { className: "fields" }, ...rows.flatMap(({ label, input }) => [label, input])), problem,
    make("div", { className: "buttons" },
      make("button", { value: "save", className: "main", textContent: say("save") }),
      make("button", { value: "cancel", textContent: say("close"), formNoValidate: true })));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "cancel") { dialog.close(); return; }
    for (const { part, input } of rows) {
      const value = input.value.trim();
      if (value === part.value) continue;
      const answer = await send("PUT", `${base}/text`, { file: text.file, path: part.path, value }, { "If-Match": `"${found.hash}"` });
      if (!answer.ok) { problem.textContent = explain(answer); return; }
      found.hash = answer.data.hash;
      part.value = value;
    }
    tell(say("saved", { file: found.shown }));
    dialog.close();
  };
  dialog.replaceChildren(form);
  dialog.showModal();
}
