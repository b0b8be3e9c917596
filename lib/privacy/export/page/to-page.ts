import { channelName } from "@/lib/model";
import type { CoverSheet } from "../cover-sheet";
import type { ExportedAttachment, ExportedConversation, ExportedFact, ExportedRecord, PersonData } from "../person-data";
import { type Html, html } from "./html";
import { stateSection } from "./state-section";
import { style } from "./style";
import { dayWords, momentWords, table } from "./table";

/** What a person opens first: everything that is held about them, in words; it needs nothing but itself. */
export function toPage(data: PersonData, covers: readonly CoverSheet[]): string {
  const sections = [
    section("about", "About this copy", aboutSection(data, covers)),
    section("remembered", "What the bots remember about you", factSection(data.facts, covers)),
    section("earlier", "As it is stored, and what it was before", stateSection(data)),
    section("said", "What was said", data.conversations.map(conversationSection)),
    section("files", "Files", attachmentSection(data.attachments)),
    section("records", "What else we hold", recordSection(data.records)),
    section("looked", "Who looked at it", consultationSection(data)),
  ];
  return frame("Your data", data, sections);
}

type Section = { id: string; title: string; body: Html | readonly Html[] };

const section = (id: string, title: string, body: Section["body"]): Section => ({ id, title, body });

function frame(title: string, data: PersonData, sections: readonly Section[]): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${{ html: style }}</style></head>
<body><header><h1>${title}</h1><p class="soft">Case ${data.case}, made on ${dayWords(data.madeAt)}. All times are UTC.</p></header>
<nav aria-label="Contents"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${sections.map(({ id, title: name, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>${body}</section>`)}</main>
<footer>The same for machines, with every detail: data.json. What each file must hash to: manifest.json.</footer></body></html>
`.html;
}

function aboutSection({ accounts }: PersonData, covers: readonly CoverSheet[]): Html {
  return html`<p>You asked what is held about you. This is a complete copy (Art. 15 GDPR): what bots remember of you, what it was before, what you
and they said to each other, and what else is kept with it.</p>
<h3>Where we looked</h3>${table(
    ["Channel", "Your id there", "Your name there", "Bots that know you there"],
    accounts.map(({ channel, id, name, bots }) => [channelName(channel), id, name, bots.map((bot) => nameOf(bot, covers)).join(", ")]),
  )}${covers.map(coverSection)}`;
}

function nameOf(botId: string, covers: readonly CoverSheet[]): string {
  return covers.find(({ bot }) => bot === botId)?.name ?? botId;
}

function coverSection({ name, parts }: CoverSheet): Html {
  return html`<details><summary>${name} <span>who is responsible, who receives it, your rights</span></summary><div>${parts.map(
    ({ title, paragraphs }) => html`<h3>${title}</h3>${paragraphs.map((text) => html`<p>${text}</p>`)}`,
  )}</div></details>`;
}

function factSection(facts: readonly ExportedFact[], covers: readonly CoverSheet[]): Html | readonly Html[] {
  if (facts.length === 0) return html`<p>Nothing at present.</p>`;
  return covers.map(({ bot, name, paths }) => {
    const own = facts.filter((fact) => fact.bot === bot);
    if (own.length === 0) return html``;
    return html`<h3>${name}</h3>${table(
      ["What", "Value", "Since", "What for"],
      own.map((fact) => [
        fact.label + (fact.isSensitive ? " (sensitive)" : ""),
        toValue(fact),
        fact.since === null ? "not recorded" : dayWords(fact.since),
        fact.purpose ?? "Not said yet",
      ]),
    )}<details><summary>Why, how long, and who can see it</summary><div>${table(
      ["What", "Purpose", "Kept until", "Who can see it", "How we know it", "Legal basis"],
      paths.map((path) => [path.label, path.purpose, path.retention, path.audience, path.origin, path.basis]),
    )}</div></details>`;
  });
}

function toValue({ value, sentence }: ExportedFact): Html {
  const said = sentence === null ? html`` : html`<blockquote>“${sentence}”</blockquote>`;
  return html`<span class="value">${typeof value === "string" ? value : JSON.stringify(value)}</span>${said}`;
}

function conversationSection({ bot, channel, createdAt, participants, activities }: ExportedConversation): Html {
  const withheld = activities.filter(({ isWithheld }) => isWithheld).length;
  const others = participants.length > 2 ? `, with ${participants.slice(2).join(", ")}` : "";
  return html`<details><summary>${bot} on ${channel} <span>${dayWords(createdAt)}${others}: ${activities.length} messages${withheld > 0 ? `, ${withheld} of them withheld` : ""}</span></summary>
<div>${withheld > 0 ? html`<p class="soft">What others wrote is theirs and is withheld (Art. 15(4) GDPR).</p>` : html``}<ol class="talk">${activities.map(
    ({ at, who, text, isWithheld }) =>
      html`<li class="${who === "you" ? "you" : isWithheld ? "withheld" : "other"}"><time>${momentWords(at)}</time><b>${who}</b><span>${isWithheld ? "– withheld" : (text ?? "")}</span></li>`,
  )}</ol></div></details>`;
}

function attachmentSection(attachments: readonly ExportedAttachment[]): Html {
  if (attachments.length === 0) return html`<p>None.</p>`;
  return table(
    ["File", "Sent by", "When", "Size"],
    attachments.map(({ file, name, sentBy, at, bytes }) => [
      html`<a href="${file}">${name}</a>`,
      sentBy,
      momentWords(at),
      `${bytes} bytes`,
    ]),
  );
}

function recordSection(records: readonly ExportedRecord[]): Html {
  const shown = records.filter(({ kind }) => kind !== "wire");
  const wire = records.length - shown.length;
  if (records.length === 0) return html`<p>Nothing.</p>`;
  return html`${table(
    ["When", "What"],
    shown.map(({ at, what }) => [at === null ? "" : dayWords(at), what]),
  )}${wire > 0 ? html`<p class="soft">And ${wire} requests and answers on the wire, which are in data.json.</p>` : html``}`;
}

function consultationSection({ consultations }: PersonData): Html {
  if (consultations.length === 0) return html`<p>Nobody, as far as is recorded.</p>`;
  return html`<p class="soft">When people of ours looked at what is held about you, and what for. Their names are not part of your data.</p>${table(
    ["When", "As", "What for", "What"],
    consultations.map(({ at, role, purpose, what }) => [momentWords(at), role, purpose, what]),
  )}`;
}
