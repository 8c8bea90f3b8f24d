// The switch of the interface's language.
import { send } from "./requests.js";

const select = document.getElementById("ui-language");
if (select) {
  select.onchange = async () => {
    await send("POST", `/api/language?to=${encodeURIComponent(select.value)}`);
    location.reload();
  };
}
