import type { JsonValue } from "@/lib/model";

/** Everything that a receipt says, name by name, whatever its format. */
export function Entries({ value }: { value: JsonValue }) {
  if (Array.isArray(value)) {
    return (
      <ul className="flex list-disc flex-col gap-1 pl-4">
        {value.map((item) => (
          <li key={JSON.stringify(item)}>
            <Entries value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value !== "object" || value === null) return <span className="wrap-anywhere">{value === null ? "none" : String(value)}</span>;
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {Object.entries(value).map(([name, child]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{nameWords(name)}</dt>
          <dd className="min-w-0">
            <Entries value={child} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Names in words: `receivedOn` is "Received on". */
function nameWords(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
