import type { Notice, NoticeFact } from "@/lib/model";

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#14181f;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #e1e4ea;padding:.4rem .6rem .4rem 0}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-999rem}td{border:0;padding:.1rem 0}tr{border-bottom:1px solid #e1e4ea;padding:.5rem 0;display:block}td::before{content:attr(data-name) ": ";color:#566072}}`;

const columns: [title: string, of: (fact: NoticeFact) => string][] = [
  ["What", ({ label, isSensitive }) => (isSensitive ? `${label} (sensitive)` : label)],
  ["How we know it", ({ origin }) => origin],
  ["Who can see it", ({ audience }) => audience],
  ["Kept until", ({ retention }) => retention],
  ["Legal basis", ({ legalBasis }) => legalBasis],
];

/** The notice as a page of its own, which needs nothing else: to be put on a web site or printed. */
export function toNoticeHtml({ botName, madeAt, purposes, technical, sections }: Notice): string {
  const title = `What ${botName} remembers`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>
<h1>${escapeHtml(title)}</h1>
<p>As of ${madeAt.slice(0, 10)}.</p>
${purposes.length === 0 ? "<p>Nothing about people is described yet.</p>" : ""}${purposes.map(toPurpose).join("")}${toTechnical(technical)}${sections.map(toSection).join("")}
</main></body></html>
`;
}

function toPurpose({ purpose, facts }: Notice["purposes"][number]): string {
  const heading = columns.map(([name]) => `<th scope="col">${name}</th>`).join("");
  const rows = facts.map(
    (fact) => `<tr>${columns.map(([name, of]) => `<td data-name="${name}">${escapeHtml(of(fact))}</td>`).join("")}</tr>`,
  );
  return `<h2>${escapeHtml(purpose)}</h2>\n<table><thead><tr>${heading}</tr></thead><tbody>${rows.join("\n")}</tbody></table>\n`;
}

function toTechnical(labels: readonly string[]): string {
  return labels.length === 0 ? "" : `<p>It also keeps, about nobody: ${escapeHtml(labels.join(", "))}.</p>\n`;
}

function toSection({ title, paragraphs }: Notice["sections"][number]): string {
  return `<h2>${escapeHtml(title)}</h2>\n${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>\n`).join("")}`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
