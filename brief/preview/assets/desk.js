// A briefing in the browser: its pages, findings and texts follow the files.
import "./interface_language.js";
import { listenToActions, showDownloads } from "./actions.js";
import { connect } from "./connection.js";
import { Editor } from "./editor.js";
import { Fields } from "./fields.js";
import { Findings } from "./findings.js";
import { listenToOverlays } from "./overlays.js";
import { Panes } from "./panes.js";
import { data, recall, remember, say } from "./words.js";

const SIGNS = { current: "●", rendering: "◌", broken: "✕", away: "✕" };
const line = document.getElementById("state");

const panes = new Panes();
const findings = new Findings(panes);
const editor = new Editor(panes);
const fields = findings.fields = new Fields(panes);
listenToOverlays(() => panes.draw());
listenToActions(findings);
rememberSwitches();

connect({
  onState(state) {
    if (Object.keys(state.files).length) Object.assign(data, { hashes: state.hashes, files: state.files });
    panes.show(state);
    findings.show(state);
    editor.follow(state);
    fields.follow(state);
    showDownloads(state);
    showState(state.state, state.since);
  },
  onProgress: (state) => showState(state.state, state.since),
  onAway: () => showState("away"),
});

/** Show in the corner, and in the title of the tab, whether the page is as in the files. */
function showState(name, since) {
  const time = since ? new Date(since).toLocaleTimeString(document.documentElement.lang) : "";
  const text = { current: say("current"), rendering: say("rendering"), away: say("disconnected"),
    broken: say("broken_since", { time }) }[name];
  document.title = `${SIGNS[name]} ${data.slug} – brief`;
  if (line.dataset.state === name && line.dataset.text === text) return;
  line.dataset.state = name;
  line.dataset.text = text;
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = `${SIGNS[name]} `;
  line.replaceChildren(sign, text);
}

/** Load the page again when a switch changes, without the switches that are not set. */
function rememberSwitches() {
  const form = document.getElementById("options"), panel = document.getElementById("switches");
  form.onchange = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value);
    location.search = new URLSearchParams(pairs);
  };
  form.onsubmit = (event) => event.preventDefault();
  panel.open = recall("switches", false);
  panel.ontoggle = () => remember("switches", panel.open);
}
