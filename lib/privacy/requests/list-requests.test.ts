import { expect, test, vi } from "vitest";
import { db, join, type Sql, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type CaseList, fullSight, type ListCasesRequest, type RequestType } from "@/lib/model";
import { listRequests } from "./list-requests";

const numberOf = (index: number) => `DS-2026-${String(index).padStart(4, "0")}`;
const dayOfMonth = (index: number) => String(1 + (index % 20)).padStart(2, "0");

/** Cases as they are stored: many share a day, some were closed in the same moment. */
async function store(count: number, { type, from, isClosed }: { type: RequestType; from: number; isClosed: boolean }): Promise<void> {
  const rows: Sql[] = Array.from({ length: count }, (_, index) => {
    const day = `2026-11-${dayOfMonth(index * 7)}`;
    const closedAt = isClosed ? `${day}T10:00:00.000Z` : null;
    return sql`(${numberOf(from + index)}, ${type}, ${isClosed ? "complete" : "received"}, '[]', ${day}, 'eu', 'Rita', ${`${day}T09:00:00.000Z`}, ${closedAt}, '')`;
  });
  await (await db()).execute(sql`INSERT INTO privacy_request
    (number, type, state, subjects, received_on, jurisdiction, opened_by, opened_at, closed_at, asked) VALUES ${join(rows)}`);
}

async function readAll(request: ListCasesRequest): Promise<CaseList[]> {
  const pages = [await listRequests(request, fullSight)];
  for (let cursor = pages[0]?.cursor; cursor; cursor = pages.at(-1)?.cursor)
    pages.push(await listRequests({ ...request, cursor }, fullSight));
  return pages;
}

const casesOf = (pages: readonly CaseList[]) => pages.flatMap(({ cases }) => cases);

onEachDatabase(() => {
  test("every case is on one page of the list and on no other, the open ones by the day when they are due, then those closed last", async () => {
    await store(130, { type: "access", from: 1, isClosed: false });
    await store(230, { type: "access", from: 500, isClosed: true });
    const pages = await readAll({ type: "access" });
    expect(pages.map(({ cases }) => cases.length)).toEqual([100, 100, 100, 60]);
    const all = casesOf(pages);
    expect(new Set(all.map(({ number }) => number)).size).toBe(360);
    const open = all.slice(0, 130);
    expect(open.every(({ closedAt }) => closedAt === null)).toBe(true);
    const due = open.map(({ deadline }) => deadline.dueOn);
    expect(due).toEqual([...due].sort());
    const closed = all.slice(130).map(({ closedAt }) => closedAt ?? "");
    expect(closed).toEqual([...closed].sort().reverse());
    expect(pages.map(({ counts }) => counts)).toEqual(pages.map(() => ({ open: 130, late: expect.any(Number), closed: 230 })));
  });

  test("a page goes on where the one before ended, also when the case at its end was closed meanwhile", async () => {
    await store(150, { type: "portability", from: 1000, isClosed: false });
    const first = await listRequests({ is: "open", type: "portability" }, fullSight);
    const last = first.cases.at(-1)?.number ?? "";
    await (await db()).execute(
      sql`UPDATE privacy_request SET state = 'complete', closed_at = ${"2026-11-22T10:00:00.000Z"} WHERE number = ${last}`,
    );
    const second = await listRequests({ is: "open", type: "portability", cursor: first.cursor ?? "" }, fullSight);
    expect(second.cases).toHaveLength(50);
    expect(new Set(casesOf([first, second]).map(({ number }) => number)).size).toBe(150);
    expect(casesOf(await readAll({ is: "closed", type: "portability" })).map(({ number }) => number)).toEqual([last]);
  });

  test("cases of the ends of months, paused ones and extended ones stand where they are due, and what is late is counted with its pauses", async () => {
    const days = ["01-27", "01-28", "01-29", "01-30", "01-31", "02-01", "03-30", "03-31", "05-31", "12-31"];
    const shifts = [
      { extension: null, pauses: "[]" },
      { extension: null, pauses: JSON.stringify([{ from: "2025-04-01", to: "2025-04-03", why: "identity" }]) },
      { extension: JSON.stringify({ on: "2025-01-30", noticeOn: "2025-01-30", reason: "much" }), pauses: "[]" },
      { extension: null, pauses: JSON.stringify([{ from: "2025-04-01", to: null, why: "identity" }]) },
    ];
    // Numbers go against the days, so that nothing but the day when it is due can put a case first.
    const rows = Array.from({ length: 240 }, (_, index) => {
      const { extension, pauses } = shifts[index % 12 < 9 ? 0 : (index % 3) + 1] ?? { extension: null, pauses: "[]" };
      const day = `2025-${days[(index * 7) % days.length]}`;
      return sql`(${numberOf(5000 - index)}, 'restriction', 'received', '[]', ${day}, 'eu', 'Rita', ${`${day}T09:00:00.000Z`}, '', ${extension}, ${pauses})`;
    });
    await (await db()).execute(sql`INSERT INTO privacy_request
      (number, type, state, subjects, received_on, jurisdiction, opened_by, opened_at, asked, extension, pauses) VALUES ${join(rows)}`);
    for (const is of ["open", "late"] as const) {
      const pages = await readAll({ is, type: "restriction" });
      const places = casesOf(pages).map(({ deadline, number }) => `${deadline.dueOn} ${number}`);
      expect(places).toEqual([...places].sort());
      expect(new Set(places).size).toBe(is === "open" ? 240 : 220);
      expect(pages[0]?.counts).toEqual({ open: 240, late: 220, closed: 0 });
    }
  });

  test("a page loads no more cases than it shows, however many are open", async () => {
    await store(300, { type: "objection", from: 6000, isClosed: false });
    const asked = vi.spyOn(await db(), "query");
    const { counts } = await listRequests({ type: "objection" }, fullSight);
    const loaded = await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown[]>));
    expect(counts.open).toBe(300);
    expect(Math.max(...loaded.map(({ length }) => length))).toBe(101);
    asked.mockRestore();
  });

  test.each(["", "open", "open~2026-12-01~DS-1", "closed~' OR 1=1~DS-2026-0001"])("what is no cursor is refused: %s", async (cursor) => {
    await expect(listRequests({ cursor }, fullSight)).rejects.toMatchObject({ code: "invalid_cursor" });
  });
});
