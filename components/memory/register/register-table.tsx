import { fullTime } from "@/components/ui/time-words";
import type { ProcessingRegister, RegisterPart } from "@/lib/model";

/** Art. 30(1)(a) to (g), each with what is said and by whom. */
export function RegisterTable({ register: { items } }: { register: ProcessingRegister }) {
  return (
    <dl className="rounded-lg border border-line text-sm">
      {items.map(({ letter, title, parts, isComplete }) => (
        <div key={letter} className="grid gap-x-4 border-b border-line px-3 py-2 last:border-b-0 md:grid-cols-[14rem_minmax(0,1fr)]">
          <dt className="font-semibold">
            ({letter}) {title}
            {!isComplete && <span className="block text-xs font-normal text-changed">To be completed</span>}
          </dt>
          <dd className="flex flex-col gap-2">
            {parts.map((part) => (
              <Part key={part.name} part={part} isOnly={parts.length === 1} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ part: { name, text, isNotApplicable, source, by, at }, isOnly }: { part: RegisterPart; isOnly: boolean }) {
  return (
    <div className="min-w-0">
      {!isOnly && <p className="text-xs text-muted">{name}</p>}
      {text !== null && <p className="whitespace-pre-line wrap-anywhere">{text}</p>}
      {isNotApplicable && <p>Does not apply</p>}
      {text === null && !isNotApplicable && (
        <p className="text-muted">
          {source === "dictionary" ? "Not every fact in the dictionary says so yet, or none is described" : "Not said yet"}
        </p>
      )}
      {by !== null && at !== null && (
        <p className="text-xs text-muted">
          {by}, {fullTime(at)}
        </p>
      )}
    </div>
  );
}
