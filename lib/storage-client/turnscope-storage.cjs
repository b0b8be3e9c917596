"use strict";

/** What the server refused: `code` is that of the problem (`stale_etag`, `credentials_required` …), `status` the HTTP status. */
class TurnscopeStorageError extends Error {
  constructor(message, { code, status }) {
    super(message);
    this.name = "TurnscopeStorageError";
    this.code = code;
    this.status = status;
  }
}

/** Storage of the Bot Framework v4 and Agents SDKs, kept by Turnscope over HTTP. Needs Node 18 or anything else with `fetch`. */
class TurnscopeStorage {
  #base;
  #key;
  #fetch;

  /** `url` is where Turnscope listens, `key` the bot's storage key; `fetch` may be another one. */
  constructor({ url, key, fetch = globalThis.fetch }) {
    if (!url || !key) throw new TypeError("TurnscopeStorage needs the url of Turnscope and the bot's storage key.");
    this.#base = `${String(url).replace(/\/+$/, "")}/api/storage`;
    this.#key = key;
    this.#fetch = fetch;
  }

  async read(keys) {
    const { items } = await this.#post("read", { keys });
    return items;
  }

  async write(changes) {
    // JSON leaves such out without a word.
    for (const [key, item] of Object.entries(changes)) requireItem(key, item);
    await this.#post("write", { changes });
  }

  async delete(keys) {
    await this.#post("delete", { keys });
  }

  async #post(verb, body) {
    const answer = await this.#fetch(`${this.#base}/${verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.#key}` },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw toError(answer.status, text);
    return JSON.parse(text);
  }
}

function requireItem(key, item) {
  if (typeof item === "object" && item !== null && !Array.isArray(item)) return;
  throw new TurnscopeStorageError(`The store item "${key}" is not an object. Nothing was written.`, {
    code: "invalid_request",
    status: null,
  });
}

function toError(status, text) {
  let problem = {};
  try {
    problem = JSON.parse(text);
  } catch (error) {
    // A proxy between may answer anything; its status is what is known then.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return new TurnscopeStorageError(problem.detail ?? `Turnscope answered ${status}.`, { code: problem.code ?? "unknown", status });
}

module.exports = { TurnscopeStorage, TurnscopeStorageError };
