import { db, encodeText, join, sql } from "@/lib/db";
import type { Activity } from "@/lib/model";
import { activitiesOf, bodyIn, readSegments, type Segment } from "./segments";

/** True when the bot has been told that this person is there, or has heard from them. */
export async function hasArrived(conversationId: string, userId: string): Promise<boolean> {
  for (const segment of await readSegments(conversationId)) if (await hasArrivedIn(segment, userId)) return true;
  return false;
}

async function hasArrivedIn(segment: Segment, userId: string): Promise<boolean> {
  const from = sql`from_id IN (${join(idsOf(segment, userId).map(encodeText))})`;
  const rows = await (await db()).query<{ body: string }>(
    sql`SELECT body FROM activity WHERE ${activitiesOf(segment)} AND is_incoming AND (type = 'conversationUpdate' OR ${from})`,
  );
  return rows.some((row) => tellsOf(JSON.parse(bodyIn(segment, row.body)) as Arrival, userId));
}

/** What somebody is called in a segment. */
function idsOf({ ids }: Segment, userId: string): string[] {
  return [userId, ...[...ids].flatMap(([there, here]) => (here === userId ? [there] : []))];
}

type Arrival = Activity & { membersAdded?: ({ id?: unknown } | null)[] };

function tellsOf({ type, from, membersAdded }: Arrival, userId: string): boolean {
  if (type !== "conversationUpdate") return from.id === userId;
  return Array.isArray(membersAdded) && membersAdded.some((member) => member?.id === userId);
}
