// The newest state from the server: as events while the tab is seen, by asking while it is not, or
// while other tabs have the connections, of which a browser allows few. Both go on after a restart.
import { base, send } from "./requests.js";
import { data } from "./words.js";

const RETRY = 1000, PAUSE = 1500;

export function connect({ onState, onProgress, onAway }) {
  let source = null, timer = 0, known = -1;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`${base}/events?${data.query}`);
    source.addEventListener("state", (event) => take(JSON.parse(event.data)));
    source.addEventListener("progress", (event) => onProgress(JSON.parse(event.data)));
    source.addEventListener("dismissed", startAsking);
    source.onerror = () => {
      onAway();
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY);
    };
  }

  function take(state) {
    known = state.version;
    onState(state);
  }

  async function ask() {
    const answer = await send("GET", `${base}/state?${data.query}&known=${known}`);
    if (answer.status === 200) take(answer.data);
    if (!answer.ok) onAway();
    if (!source) timer = setTimeout(ask, PAUSE);
  }

  function startAsking() {
    clearTimeout(timer);
    source?.close();
    source = null;
    timer = setTimeout(ask, PAUSE);
  }

  function choose() {
    clearTimeout(timer);
    if (document.hidden) startAsking();
    else open();
  }

  document.addEventListener("visibilitychange", choose);
  addEventListener("focus", () => !source && open());
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && choose());
  choose();
}
