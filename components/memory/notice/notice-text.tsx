import { Badge } from "@/components/ui/badge";
import type { Notice, NoticeFact } from "@/lib/model";

/** The notice itself, as people read it. */
export function NoticeText({ notice: { botName, madeAt, purposes, technical, sections } }: { notice: Notice }) {
  return (
    <article aria-label="Notice" className="mx-auto max-w-3xl rounded-lg border border-line bg-surface px-6 py-6 max-sm:px-4">
      <h2 className="text-xl font-semibold">What {botName} remembers</h2>
      <p className="text-sm text-muted">As of {madeAt.slice(0, 10)}</p>
      {purposes.length === 0 && <p className="mt-4">Nothing about people is described yet.</p>}
      {purposes.map(({ purpose, facts }) => (
        <section key={purpose} className="mt-6">
          <h3 className="mb-2 text-base font-semibold wrap-anywhere">{purpose}</h3>
          <ul className="flex flex-col gap-2">
            {facts.map((fact) => (
              <Fact key={fact.label} fact={fact} />
            ))}
          </ul>
        </section>
      ))}
      {technical.length > 0 && <p className="mt-6 wrap-anywhere">It also keeps, about nobody: {technical.join(", ")}.</p>}
      {sections.map(({ title, paragraphs }) => (
        <section key={title} className="mt-6">
          <h3 className="mb-1 text-base font-semibold">{title}</h3>
          {paragraphs.map((text) => (
            <p key={text} className="mb-2 wrap-anywhere">
              {text}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}

function Fact({ fact: { label, isSensitive, origin, audience, retention, legalBasis } }: { fact: NoticeFact }) {
  const details: [term: string, text: string][] = [
    ["How we know it", origin],
    ["Who can see it", audience],
    ["Kept until", retention],
    ["Legal basis", legalBasis],
  ];
  return (
    <li className="break-inside-avoid rounded-md border border-line px-3 py-2">
      <p className="font-semibold wrap-anywhere">
        {label} {isSensitive && <Badge tone="bad">Sensitive</Badge>}
      </p>
      <dl className="mt-1 grid gap-x-4 text-sm sm:grid-cols-2">
        {details.map(([term, text]) => (
          <div key={term} className="flex gap-1.5">
            <dt className="shrink-0 text-muted">{term}:</dt>
            <dd className="min-w-0 wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
