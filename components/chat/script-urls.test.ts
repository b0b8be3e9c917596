import { expect, test } from "vitest";
import { isOpenable, withoutScriptUrls } from "./script-urls";

test("web, mail and phone addresses may be opened, and nothing else", () => {
  for (const url of ["https://a.example", "HTTP://a.example", "mailto:a@b.example", "tel:+32"]) expect(isOpenable(url)).toBe(true);
  const refused = [
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///x",
    "blob:x",
    "/relative",
    "",
  ];
  for (const url of refused) expect(isOpenable(url)).toBe(false);
});

test("addresses that run script are taken out wherever they hide in a card", () => {
  const card = {
    type: "AdaptiveCard",
    body: [{ type: "RichTextBlock", inlines: [{ type: "TextRun", selectAction: { type: "Action.OpenUrl", url: "java\tscript:x" } }] }],
    buttons: [{ type: "openUrl", value: "JavaScript:x" }],
    backgroundImage: { url: "vbscript:x" },
  };
  expect(JSON.stringify(withoutScriptUrls(card))).not.toMatch(/script:x/i);
});

test("text that only speaks of script stays as it is", () => {
  const activity = {
    type: "message",
    text: "javascript: the good parts",
    suggestedActions: [{ type: "imBack", value: "javascript: yes" }],
  };
  expect(withoutScriptUrls(activity)).toEqual(activity);
});

test("an address that is fine stays as it is", () => {
  const attachment = { contentUrl: "data:image/png;base64,AA==", thumbnailUrl: "https://a.example/javascript:x" };
  expect(withoutScriptUrls(attachment)).toEqual(attachment);
});
