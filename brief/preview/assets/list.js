// The list of briefings: follows the files, and begins new ones.
import "./interface_language.js";
import { send } from "./requests.js";

const rows = document.getElementById("rows");
let isAsking = false, isAgain = false;

async function refresh() {
  if (isAsking) { isAgain = true; return; }
  isAsking = true;
  try {
    const answer = await fetch("/rows");
    if (answer.ok) replaceRows(await answer.text());
  } catch { /* the connection tells when the server is back */ }
  isAsking = false;
  if (isAgain) { isAgain = false; refresh(); }
}

function replaceRows(html) {
  if (rows.innerHTML === html) return;
  const focused = rows.contains(document.activeElement) ? document.activeElement.closest("tr").id : "";
  rows.innerHTML = html;
  if (focused) document.getElementById(focused)?.querySelector("a").focus();
}

function connect() {
  const source = new EventSource("/events");
  source.addEventListener("list", refresh);
  source.addEventListener("dismissed", () => {
    source.close();
    const timer = setInterval(refresh, 3000);
    addEventListener("focus", () => { clearInterval(timer); connect(); }, { once: true });
  });
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000); };
  addEventListener("pagehide", () => source.close());
}
connect();

const form = document.getElementById("new-briefing");
form.onsubmit = async (event) => {
  event.preventDefault();
  const { title, languages } = Object.fromEntries(new FormData(form));
  const answer = await send("POST", "/api/briefings", { title, languages: languages.split(/[\s,]+/).filter(Boolean) });
  if (answer.ok) location.href = `/b/${encodeURIComponent(answer.data.slug)}`;
  else document.getElementById("new-problem").textContent = `${answer.data.message}. ${answer.data.findings?.[0]?.remedy ?? ""}`;
};
