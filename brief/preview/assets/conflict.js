// Two versions of one text: the file was changed meanwhile, and the editor chooses.
import { make, say } from "./words.js";

/** Ask which version is to stay; return "mine", "theirs" or "edit". */
export function chooseVersion(mine, theirs, lang) {
  const dialog = document.getElementById("dialog");
  const button = (value, name, className = "") => make("button", { type: "submit", value, className, textContent: say(name) });
  const version = (name, text) => make("section", {}, make("h3", { textContent: say(name) }),
    make("blockquote", { lang, textContent: text ?? "–" }));
  dialog.replaceChildren(make("form", { method: "dialog" },
    make("h2", { id: "dialog-title", textContent: say("conflict") }),
    make("div", { className: "versions" }, version("mine", mine), version("theirs", theirs)),
    make("div", { className: "buttons" }, button("mine", "keep_mine", "main"), button("theirs", "take_theirs"), button("edit", "continue_editing"))));
  dialog.returnValue = "edit";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue || "edit"), { once: true });
  });
}
