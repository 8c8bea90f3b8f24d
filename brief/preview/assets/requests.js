// Requests to the server. Each answer is {ok, status, data}; none throws.
import { data, say } from "./words.js";

export const base = `/api/b/${encodeURIComponent(data.slug ?? "")}`;

export async function send(method, path, body, headers = {}) {
  const request = { method, headers: { ...headers } };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  try {
    const answer = await fetch(path, request);
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, data: read(text) };
  } catch {
    return { ok: false, status: 0, data: { message: say("disconnected"), findings: [] } };
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 300), findings: [] };
  }
}

/** Return why a request failed, and what to do. */
export function explain(answer) {
  const { message, findings } = answer.data, remedy = findings?.[0]?.remedy;
  return remedy ? `${message}. ${remedy}` : message;
}
