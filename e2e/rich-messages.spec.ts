import { readFile } from "node:fs/promises";
import { expect, test } from "./support/test";

const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const mebibyte = 1024 * 1024;

test.beforeEach(async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
});

test("a suggested action is said when it is clicked, and then goes away", async ({ workbench }) => {
  await workbench.say("suggest");
  const suggestions = workbench.chat.getByRole("toolbar", { name: "Suggested actions" });
  await suggestions.getByRole("button", { name: "Red" }).click();
  await expect(workbench.words).toHaveText(["suggest", "pick a colour", "Red", "you said: Red"]);
  await expect(suggestions.getByRole("button")).toHaveCount(0);
});

test("a button on a hero card talks to the bot", async ({ workbench }) => {
  await workbench.say("card");
  await workbench.feed.getByRole("button", { name: "Say hello" }).click();
  await expect(workbench.said("hello")).toBeVisible();
  await expect(workbench.heard("you said: hello")).toBeVisible();
});

test("a carousel on a card shows one page at a time", async ({ workbench }) => {
  await workbench.say("carousel");
  const [first, second] = [workbench.feed.getByText("Page one"), workbench.feed.getByText("Page two")];
  await expect(first).toBeInViewport();
  await expect(second).not.toBeInViewport();
  await workbench.feed.getByRole("button", { name: "Next slide" }).click();
  await expect(second).toBeInViewport();
  await expect(first).not.toBeInViewport();
});

test("a picture on a card that does not load says so in its place", async ({ tolerated, workbench }) => {
  // The page's policy stops the request before it leaves the browser, and reports it.
  tolerated.push(/pictures\.example/);
  await workbench.say("pictures");
  await expect(workbench.feed.getByRole("img")).toHaveCount(2);
  await expect(workbench.feed.getByRole("img", { name: "The beach (from pictures.example, not loaded)" })).toBeVisible();
  await expect(workbench.feed.getByRole("img", { name: "Picture (cannot be shown)" })).toBeVisible();
});

test("Markdown becomes what it means, links and pictures included", async ({ workbench }) => {
  await workbench.say("markdown");
  await expect(workbench.feed.getByRole("heading", { name: "Title" })).toBeVisible();
  await expect(workbench.feed.getByRole("strong")).toHaveText("bold");
  await expect(workbench.feed.getByRole("columnheader")).toHaveText(["one", "two"]);
  await expect(workbench.feed.getByRole("listitem")).toHaveText(["first", "second"]);
  await expect(workbench.feed.getByRole("link", { name: /^page/ })).toHaveAttribute("href", "https://a.example/online=1");
  await expect(workbench.feed.getByRole("link", { name: /^beach \(not loaded\)/ })).toHaveAttribute("href", "https://a.example/beach.png");
  await expect(workbench.feed.getByText("Fish © chips", { exact: true })).toBeVisible();
});

test("an Adaptive Card sends what was filled in", async ({ workbench }) => {
  await workbench.say("card");
  await workbench.feed.getByRole("textbox", { name: "Colour" }).fill("blue");
  await workbench.feed.getByRole("button", { name: "Submit colour" }).click();
  await expect(workbench.heard(/you submitted .*form.*colour.*colour.*blue/)).toBeVisible();
  await expect(workbench.feed.getByText("You submitted a card")).toBeVisible();
});

test("a picture from the bot is seen and a file from it can be saved", async ({ page, workbench }) => {
  await workbench.say("file");
  const picture = workbench.feed.getByRole("img", { name: "pixel.png" });
  await expect(picture).toBeVisible();
  await expect(picture).toHaveJSProperty("naturalWidth", 1);
  const download = page.waitForEvent("download");
  await workbench.feed.getByRole("link", { name: "Download file 'note.txt'" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("note.txt");
  expect(await readFile(await saved.path(), "utf8")).toBe("A file from the bot.");
});

test("a picture of the tester reaches the bot and is seen in the chat", async ({ workbench }) => {
  await workbench.upload({ name: "dot.png", mimeType: "image/png", buffer: pixel });
  await expect(workbench.chosenFiles).toContainText(["dot.png"]);
  await workbench.chat.getByRole("button", { name: "Send", exact: true }).click();
  await expect(workbench.heard("you sent dot.png (image/png)")).toBeVisible();
  await expect(workbench.feed.getByRole("img", { name: "dot.png" })).toBeVisible();
  await expect(workbench.chosenFiles).toHaveCount(0);
});

test("a file of 4 MiB goes through", async ({ workbench }) => {
  await workbench.upload({ name: "largest.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(4 * mebibyte, 7) });
  await workbench.chat.getByRole("button", { name: "Send", exact: true }).click();
  await expect(workbench.heard("you sent largest.bin (application/octet-stream)")).toBeVisible({ timeout: 15_000 });
});

test("a file of 5 MiB is left out with a sentence that says why", async ({ workbench }) => {
  await workbench.upload({ name: "big.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(5 * mebibyte) });
  const sentence = "big.bin was left out: it is 5.0 MiB, and a file may have 4 MiB at most.";
  await expect(workbench.chat.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
  await expect(workbench.chosenFiles).toHaveCount(0);
  await workbench.talk("still here", "you said: still here");
});

test("a chosen file can be taken back before it is sent", async ({ workbench }) => {
  await workbench.upload({ name: "dot.png", mimeType: "image/png", buffer: pixel });
  await workbench.chat.getByRole("button", { name: "Do not send dot.png" }).click();
  await expect(workbench.chosenFiles).toHaveCount(0);
});
