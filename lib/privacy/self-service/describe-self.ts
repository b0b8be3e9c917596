import { commitAudited } from "@/lib/audit";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import { factTitle } from "@/lib/model";
import { selfCaller } from "./forget-me";
import type { SelfAccount } from "./offer-self-service";

type Row = { label: string | null; pattern: string; purpose: string | null; retention_days: number | null; n: number };

const maxLines = 40;
const elsewhere = "If I keep notes of my own elsewhere, they cannot be seen from here.";

/** What a bot keeps of whoever asks, by kind and without values: a chat may be read by others. */
export async function describeSelf({ botId, isElsewhere, ...account }: SelfAccount): Promise<string> {
  const rows = await (await db()).query<Row>(sql`SELECT path.label, path.pattern, path.purpose, path.retention_days, count(*) AS n
    FROM fact JOIN dictionary_path path ON path.id = fact.path_id
    WHERE fact.identity_id = ${identityIdOf(account)} AND path.bot_id = ${encodeText(botId)} AND path.scope <> 'dialog'
    GROUP BY path.id, path.label, path.pattern, path.purpose, path.retention_days ORDER BY path.pattern LIMIT ${maxLines}`);
  await commitAudited([
    {
      caller: selfCaller,
      action: "self-service.asked",
      subjects: [subjectRef(account)],
      purpose: "request",
      counts: { kinds: rows.length },
    },
  ]);
  return [...tell(rows), ...(isElsewhere ? [elsewhere] : [])].join("\n");
}

function tell(rows: readonly Row[]): string[] {
  if (rows.length === 0) return ["I keep nothing about you, apart from what we say here."];
  const lines = rows.map(({ label, pattern, purpose, retention_days, n }) => {
    const parts = [
      factTitle({ label, pattern: decodeText(pattern) }),
      n > 1 ? `${n} values` : null,
      purpose === null ? null : `for: ${purpose}`,
      keptFor(retention_days),
    ];
    return `- ${parts.filter((part) => part !== null).join("; ")}`;
  });
  return ["This is what I keep about you, apart from what we say here:", ...lines, "To have it deleted, write: forget me"];
}

function keptFor(days: number | null): string | null {
  return days === null || days === 0 ? null : `kept ${days} days after we last spoke`;
}
