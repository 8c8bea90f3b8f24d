// Undo, build, check, agree, download, and a further language.
import { openFigure } from "./figure_form.js";
import { base, explain, send } from "./requests.js";
import { askTexts, languageRows } from "./texts_dialog.js";
import { data, make, say, tell } from "./words.js";

let missing = {};
const byId = (id) => document.getElementById(id);

export function listenToActions(findings) {
  byId("undo").onclick = () => move("undo");
  byId("redo").onclick = () => move("redo");
  byId("build").onclick = (event) => run(event.target, "build", (found) =>
    found.failed ? say("not_built") : say("built", { files: found.files.join(", ") }));
  byId("check").onclick = (event) => run(event.target, "check", (found) => say("checked", {
    result: found.findings.length ? found.findings.map((one) => `${one.place}: ${one.message}`).join(" · ") : say("no_findings") }));
  byId("agree").onclick = (event) => run(event.target, "agree", () => say("agreed_now"));
  byId("add-figure").onclick = () => openFigure();
  const part = byId("add-part");
  part.onfocus = listParts;
  part.onchange = () => addPart(part);
  listParts();
  byId("new-language").onsubmit = addLanguage;
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    move(event.shiftKey ? "redo" : "undo");
  });
}

async function move(what) {
  const answer = await send("POST", `${base}/${what}`);
  if (!answer.ok) tell(say("failed", { message: explain(answer) }), true);
  else if (answer.data.what === null) tell(say("nothing_to_undo"));
  else tell(what === "undo" ? say("undone", { what: answer.data.what }) : answer.data.what);
}

async function run(button, what, describe) {
  button.disabled = true;
  tell(`${button.textContent} …`);
  const answer = await send("POST", `${base}/${what}?${data.query}`);
  button.disabled = false;
  if (answer.ok) tell(describe(answer.data), answer.data.failed);
  else tell(say("failed", { message: explain(answer) }), true);
}

/** Offer the texts that can be added. */
async function listParts() {
  const part = byId("add-part"), answer = await send("GET", `${base}/parts`);
  missing = answer.ok ? answer.data.missing : {};
  const names = Object.keys(missing);
  if (part.dataset.names === names.join()) return;
  part.dataset.names = names.join();
  part.replaceChildren(make("option", { value: "", textContent: "–" }),
    ...names.map((name) => make("option", { value: name, textContent: say(`part_${name}`) })));
}

function addPart(part) {
  const name = part.value;
  part.value = "";
  if (!name) return;
  const files = Object.fromEntries(missing[name].map((tag) => [tag, data.files[tag] ?? tag]));
  askTexts(say(`part_${name}`), languageRows(files), async (texts) => {
    const answer = await send("POST", `${base}/parts`, { name, texts, hashes: data.hashes });
    tell(answer.ok ? "" : say("failed", { message: explain(answer) }), !answer.ok);
    if (answer.ok) listParts();
    return answer.ok;
  });
}

async function addLanguage(event) {
  event.preventDefault();
  const tag = new FormData(event.target).get("tag").trim();
  const answer = await send("POST", `${base}/languages`, { tag });
  if (answer.ok) { event.target.reset(); tell(answer.data.files.join(", ")); }
  else tell(say("failed", { message: explain(answer) }), true);
}

/** Return the link to the mail that brings an edition. */
function mailLink(edition) {
  const address = `/b/${encodeURIComponent(data.slug)}/mail/${encodeURIComponent(edition.language)}`;
  return make("a", { href: address, target: "_blank", rel: "noopener", textContent: say("mail"),
    attrs: { "aria-label": `${edition.name}: ${say("mail")}` } });
}

/** Offer each page in each profile. */
export function showDownloads(state) {
  const list = byId("downloads");
  const pages = state.editions.map((edition) => edition.language).join();
  if (list.dataset.pages === pages) return;
  list.dataset.pages = pages;
  list.replaceChildren(...state.editions.map((edition) => make("li", {},
    make("span", { textContent: `${edition.name}: `, lang: edition.lang }),
    ...["screen", "office", "press"].flatMap((profile) => {
      const query = new URLSearchParams(data.query);
      query.set("profile", profile);
      query.delete("page");
      const link = make("a", { href: `/b/${encodeURIComponent(data.slug)}/pdf/${encodeURIComponent(edition.language)}?${query}`,
        textContent: profile, attrs: { download: "", "aria-label": `${edition.name}: ${say("download", { profile })}` } });
      return [link, " "];
    }), ...(edition.language.includes("+") ? [] : [mailLink(edition)]))));
}
