import { type Html, html } from "./html";

export function table(columns: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  return html`<table><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell, index) => html`<td data-name="${columns[index] ?? ""}">${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}

export function dayWords(at: string): string {
  return new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

export function momentWords(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}
