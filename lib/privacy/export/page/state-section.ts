import type { ExportedItem, ExportedSharedItem, PersonData } from "../person-data";
import { type Html, html } from "./html";
import { momentWords, table } from "./table";

/** More changes of one item are in data.json alone: nobody reads so many. */
const maxChanges = 100;

export function stateSection({ state, sharedState }: PersonData): Html {
  if (state.length + sharedState.length === 0) return html`<p>Nothing is stored.</p>`;
  return html`${state.map(itemSection)}${sharedState.map(sharedSection)}`;
}

const places: Record<string, string> = {
  user: "about you, in every conversation",
  private: "about you, in one conversation",
  conversation: "in one conversation",
  unclassified: "about you, under a name that the bot made of your id",
};

function itemSection({ bot, scope, updatedAt, data, earlier }: ExportedItem): Html {
  return html`<details><summary>${bot} <span>${places[scope] ?? scope}, last written ${momentWords(updatedAt)}</span></summary><div>
${data === null ? html`<p>Nothing is remembered there any more.</p>` : html`<pre>${JSON.stringify(data, null, 2)}</pre>`}${changes(
  earlier.map(({ at, by, property, value }) => [
    at === null ? "not recorded" : momentWords(at),
    by,
    property,
    value === undefined ? "removed" : JSON.stringify(value),
  ]),
)}</div></details>`;
}

function changes(rows: readonly string[][]): Html {
  if (rows.length === 0) return html``;
  const more = rows.length - maxChanges;
  const left = more > 0 ? html`<p class="soft">${more} older changes are in data.json.</p>` : html``;
  return html`<h3>Changes, the newest first</h3>${table(["When", "By", "What", "Value"], rows.slice(-maxChanges).reverse())}${left}`;
}

function sharedSection({ bot, values, earlier, withheld }: ExportedSharedItem): Html {
  const past = earlier.slice(-maxChanges).reverse();
  return html`<details><summary>${bot} <span>shared with others in one conversation: ${values.length} values are yours, ${withheld} are theirs or nobody's and withheld</span></summary><div>
${table(
  ["Where", "Value"],
  values.map(({ path, value }) => [path, JSON.stringify(value)]),
)}${
  past.length === 0
    ? html``
    : html`<h3>What you changed</h3>${table(
        ["When", "Where", "Value"],
        past.map(({ at, path, value }) => [at === null ? "not recorded" : momentWords(at), path, JSON.stringify(value)]),
      )}`
}</div></details>`;
}
