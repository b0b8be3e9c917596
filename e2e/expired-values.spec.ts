import path from "node:path";
import Database from "better-sqlite3";
import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

const botId = "faulty-expiring";
const bot = `/api/bots/${botId}`;

/** As if nobody had talked with the bot for so many days. */
function daysLater(days: number): void {
  const database = new Database(path.join(process.env.TURNSCOPE_E2E_DATA ?? "", "turnscope.db"), { timeout: 10_000 });
  const then = new Date(Date.now() - days * 86_400_000).toISOString();
  database.prepare("UPDATE acquaintance SET last_seen_at = ? WHERE bot_id = ?").run(then, botId);
  database.close();
}

test("a value past its time is hidden in the panel, which says when it goes, and the rest is shown", async ({
  api,
  page,
  request,
  workbench,
}) => {
  const person = newPerson("Ann");
  const conversation = await api.start({ botId, user: person });
  await conversation.say("set colour Kingfisher");
  await conversation.say("set city Gentbrugge");
  expect((await request.patch(bot, { data: { isProduction: true } })).status()).toBe(200);
  const { paths } = (await (await request.get(`${bot}/dictionary`)).json()) as { paths: { id: string; path: string }[] };
  const colour = paths.find((one) => one.path.endsWith("/colour"));
  const set = { label: "Colour", retentionDays: 30 };
  expect((await request.patch(`${bot}/dictionary`, { data: { changes: [{ pathIds: [colour?.id], set }] } })).status()).toBe(200);
  const found = (await (await request.post("/api/people/search", { data: { query: person.id, match: "exact" } })).json()) as {
    people: { personId: string }[];
  };
  await request.post(`/api/people/${found.people[0]?.personId}/unmaskings`, { data: { reason: "Complaint 4711" } });
  daysLater(31);

  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void frames.push(String(payload))));
  await workbench.open(conversation);
  await expect(workbench.row("User", "city")).toContainText("Gentbrugge");
  await expect(workbench.row("User", "colour")).not.toContainText("Kingfisher");
  const panel = page.getByRole("region", { name: "User state" });
  await expect(panel).toContainText("1 value is past its time: hidden here, deleted at the next sweep.");
  await expect(page.getByRole("button", { name: "Edit user state" })).toHaveAccessibleDescription(/past their time/);
  const states = frames.flatMap((frame) => (JSON.parse(frame) as { state?: unknown }).state ?? []);
  expect(states.length).toBeGreaterThan(0);
  expect(JSON.stringify(states)).not.toContain("Kingfisher");
  const written = await request.patch(`/api/conversations/${encodeURIComponent(conversation.id)}/state/user?userId=${person.id}`, {
    headers: { "if-match": "*", "content-type": "application/json-patch+json" },
    data: JSON.stringify([{ op: "test", path: "/colour", value: "Kingfisher" }]),
  });
  expect((await written.json()) as unknown).toMatchObject({ status: 403, code: "values_masked" });
});
