import { fullTime } from "@/components/ui/time-words";
import type { ClassificationField, DictionaryChange } from "@/lib/model";
import { basisNames, originNames, retentionWords } from "../words";

const fieldNames: Record<ClassificationField, string> = {
  label: "Label",
  purpose: "Purpose",
  category: "Category",
  isSensitive: "Sensitive",
  origin: "How the bot knows it",
  audience: "Who can see it",
  retentionDays: "Kept for",
  legalBasis: "Legal basis",
};

type Value = DictionaryChange["fields"][number]["before"];

/** What somebody said about a path, and what stood before. */
export function ChangeEntry({ change, subject }: { change: DictionaryChange; subject?: string }) {
  return (
    <li className="border-b border-line py-2 text-sm last:border-b-0">
      <p>
        {subject && <span className="font-semibold">{subject} · </span>}
        <span className="text-muted">
          {change.by}, {fullTime(change.at)}
        </span>
      </p>
      <ul className="mt-0.5">
        {change.fields.map(({ field, before, after }) => (
          <li key={field} className="wrap-anywhere">
            {fieldNames[field]}: {before !== null && <del className="text-muted">{toWords(field, before)}</del>}{" "}
            {after === null ? <em>taken back</em> : <ins className="no-underline">{toWords(field, after)}</ins>}
          </li>
        ))}
      </ul>
    </li>
  );
}

function toWords(field: ClassificationField, value: Value): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return retentionWords(value);
  const names: Record<string, string> = field === "origin" ? originNames : field === "legalBasis" ? basisNames : {};
  return names[value ?? ""] ?? value ?? "";
}
