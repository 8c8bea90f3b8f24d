// The list of findings: choosing one lights its place on the page, and in the other language.
import { base, explain, send } from "./requests.js";
import { askTexts } from "./texts_dialog.js";
import { data, make, say, tell } from "./words.js";

const SIGNS = { error: "✕", warning: "!", note: "i" };

export class Findings {
  constructor(panes) {
    this.panes = panes;
    this.list = document.getElementById("findings");
    this.shown = "";
  }

  show(state) {
    this.mark(state.findings);
    const text = JSON.stringify(state.findings);
    if (text === this.shown) return;
    this.shown = text;
    const focused = document.activeElement?.closest?.("#findings button")?.id;
    this.list.replaceChildren(...state.findings.map((finding) => this.entry(finding)));
    if (!state.findings.length) this.list.append(make("li", { className: "quiet", textContent: say("no_findings") }));
    if (focused) document.getElementById(focused)?.focus();
  }

  entry(finding) {
    const button = make("button", { type: "button", className: "finding", id: `finding-${finding.id}` },
      make("span", { className: finding.severity, textContent: `${SIGNS[finding.severity]} ${say(finding.severity)}: ` }),
      make("span", { lang: "en", textContent: `${finding.message} ` }),
      make("span", { className: "code", lang: "en", textContent: `[${finding.code}]` }));
    button.onclick = () => this.choose(finding, button);
    const item = make("li", {}, button);
    if (finding.remedy) item.append(make("p", { className: "remedy", lang: "en", textContent: `→ ${finding.remedy}` }));
    if (finding.place) item.append(make("p", { className: "place" }, `${finding.place} `, finding.line ? openButton({ finding: finding.id }) : ""));
    if (finding.waivable) item.append(make("p", {}, this.waiveButton(finding)));
    return item;
  }

  /** Return a button that accepts what a finding reports, with a reason. */
  waiveButton(finding) {
    const button = make("button", { type: "button", className: "linkish", textContent: say("waive") });
    button.onclick = () => askTexts(say("waive"), [{ name: "reason", label: say("reason") }], async ({ reason }) => {
      const answer = await send("POST", `${base}/waive`, { finding: finding.id, reason, hashes: data.hashes });
      tell(answer.ok ? "" : say("failed", { message: explain(answer) }), !answer.ok);
      return answer.ok;
    });
    return button;
  }

  choose(finding, button) {
    for (const other of this.list.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    const isInForm = !finding.texts.length && finding.path && this.fields?.showPlace(finding.path, finding.line);
    if (!isInForm) this.panes.light(finding.texts);
  }

  /** Mark the texts that have findings. */
  mark(findings) {
    for (const [language, pane] of this.panes.panes) {
      const levels = new Map();
      for (const finding of findings) {
        for (const text of finding.texts) {
          if (text.language !== language || finding.severity === "note") continue;
          if (levels.get(text.key) !== "error") levels.set(text.key, finding.severity);
        }
      }
      for (const element of pane.layer.children) {
        const level = levels.get(element.dataset.key);
        element.classList.toggle("has-finding", level === "warning");
        element.classList.toggle("has-error", level === "error");
      }
    }
  }
}

/** Return a button that opens a place in the editor; `what` names a finding, or a file and path. */
export function openButton(what) {
  const button = make("button", { type: "button", className: "linkish", textContent: say("open_in_editor") });
  button.onclick = async () => {
    const answer = await send("POST", `${base}/open`, what);
    tell(answer.ok ? say("opened") : say("failed", { message: explain(answer) }), !answer.ok);
  };
  return button;
}
