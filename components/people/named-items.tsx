"use client";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { formatCount } from "@/components/state/values/measure";
import { ErrorNote } from "@/components/ui/error-note";
import { fullTime } from "@/components/ui/time-words";
import { channelName, factTitle, type NamedItem, type PersonDetail } from "@/lib/model";
import { Card } from "./card";
import { FactValue } from "./fact-value";
import { dayWords } from "./fact-words";
import { useNamedItems } from "./use-person";

/** What bots keep of somebody under keys of their own, to be read; nothing where there is none. */
export function NamedItems({ person }: { person: PersonDetail }) {
  const { data, error, refetch } = useNamedItems(person.personId);
  if (error)
    return (
      <ErrorNote
        title="What bots keep under keys of their own did not load"
        detail={problemSentence(error)}
        onRetry={() => void refetch()}
      />
    );
  if (!data || data.count === 0) return null;
  return (
    <Card title={`Under keys that bots made of their id · ${data.count}`}>
      <p className="border-b border-line px-4 py-3 text-sm text-muted">
        These stand in no scope of state. They count as this person's because their storage key names an id that is nobody else's: a copy of
        what is held of them has these too, and an erasure takes them whole. They can only be read here; what a turn of theirs wrote stands
        among the facts as well.
      </p>
      <ul>
        {data.items.map((item) => (
          <NamedItemRow key={item.itemId} item={item} person={person} />
        ))}
      </ul>
      {data.count > data.items.length && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">The {data.items.length} that were written last are listed.</p>
      )}
    </Card>
  );
}

/** More values are folded away. */
const maxOpen = 5;

function NamedItemRow({ item, person: { identities } }: { item: NamedItem; person: PersonDetail }) {
  const { botId, key, identityId, updatedAt, values, valueCount } = item;
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const identity = identities.find((one) => one.identityId === identityId);
  const [open, folded] = [values.slice(0, maxOpen), values.slice(maxOpen)];
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <p className="font-mono text-sm wrap-anywhere">{key}</p>
      <p className="mt-0.5 text-xs wrap-anywhere text-muted" title={fullTime(updatedAt)}>
        {bot} · {identity ? `names their id on ${channelName(identity.channelId)} · ` : ""}written {dayWords(updatedAt, new Date())}
      </p>
      {valueCount === 0 && <p className="mt-1 text-sm text-muted">It is empty.</p>}
      <Values values={open} />
      {folded.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-sm text-muted hover:text-ink">{formatCount(folded.length, "more value")}</summary>
          <Values values={folded} />
          {valueCount > values.length && (
            <p className="mt-1 text-xs text-muted">
              Of {formatCount(valueCount, "value")} these are the first; a copy of what is held of them has all.
            </p>
          )}
        </details>
      )}
    </li>
  );
}

function Values({ values }: Pick<NamedItem, "values">) {
  if (values.length === 0) return null;
  return (
    <dl className="mt-1 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      {values.map(({ path, pattern, label, value, isCut }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: masked, several have the same path
        <div key={index} className="contents">
          <dt className="wrap-anywhere text-muted" title={path}>
            {factTitle({ label, pattern })}
          </dt>
          <dd className="mb-1 min-w-0 font-semibold wrap-anywhere sm:mb-0">
            <FactValue value={value} isCut={isCut} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
