import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

/** A case from its opening to the end of the erasure, as scripts do it; answers its number. */
async function erase(request: APIRequestContext, userId: string): Promise<string> {
  const post = async (address: string, data: unknown) => {
    const response = await request.post(address, { data });
    expect(response.status(), await response.text()).toBeLessThan(300);
    return response.json();
  };
  const { people } = await post("/api/people/search", { query: userId, match: "exact" });
  const { number, version } = await post("/api/privacy/requests", { type: "erasure", personId: people[0].personId });
  const address = `/api/privacy/requests/${number}`;
  await post(`${address}/identity`, { noDoubt: "Came to the counter", version });
  const { planHash } = await post(`${address}/plan`, {});
  await post(`${address}/approve`, { planHash });
  await post(`${address}/run`, { planHash, confirm: number });
  const erasure = async () => (await request.get(`${address}/erasure`)).json();
  await expect.poll(async () => (({ step, failure }) => failure ?? step)(await erasure())).toBe("done");
  return number;
}

test("going back to a turn before an erasure shows that something was erased, when and in which case", async ({ api, page, workbench }) => {
  // Names that nobody else has meanwhile: what is found of a name afterwards fails an erasure, whoever has come by it.
  const [ann, bo] = [newPerson(`Ann ${randomUUID()}`), newPerson("Bo")];
  const chat = await api.start({ botId: "faulty", user: bo });
  await page.request.post(`/api${chat.url.replace("/c/", "/conversations/")}/members`, { data: ann });
  await chat.say("set colour red", ann);
  await chat.put("conversation", { members: { [ann.id]: { name: ann.name }, [bo.id]: { name: "Bo" } }, theme: "nuts" }, "Tess");
  await chat.say("set colour blue", bo);
  const number = await erase(page.request, ann.id);
  await workbench.open(chat);

  const words = new RegExp(`erased on .*20\\d\\d · ${number}`);
  const turns = workbench.turns.getByRole("button", { name: words });
  await expect(turns.first()).toBeVisible();
  await workbench.turn("set colour blue").click();
  await expect(workbench.past).toBeVisible();
  await expect(workbench.row("Conversation", "(a name)")).toContainText(words);
  await expect(workbench.row("Conversation", "theme")).toContainText('"nuts"');
  await turns.first().click();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(words);
  await expect(sheet).toContainText("nothing is left of it but its place");
  await expect(page.getByText(ann.name)).toHaveCount(0);
});
