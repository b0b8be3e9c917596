import { type Db, sql } from "@/lib/db";

/** So long one holder may work without saying so again; then another may take over. */
const leaseMs = 10 * 60_000;

/** Takes a lease, or renews it; false while somebody else holds it. One statement, so that of two who try only one succeeds. */
export async function takeLease(
  db: Db,
  { name, holder, now = new Date() }: { name: string; holder: string; now?: Date },
): Promise<boolean> {
  const [at, until] = [now.toISOString(), new Date(now.getTime() + leaseMs).toISOString()];
  const touched = await db.execute(sql`INSERT INTO lease (name, holder, until) VALUES (${name}, ${holder}, ${until})
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE lease.until <= ${at} OR lease.holder = ${holder}`);
  return touched === 1;
}

export async function endLease(db: Db, { name, holder }: { name: string; holder: string }): Promise<void> {
  await db.execute(sql`DELETE FROM lease WHERE name = ${name} AND holder = ${holder}`);
}
