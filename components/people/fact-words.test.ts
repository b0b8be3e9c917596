import { expect, test } from "vitest";
import { type FactSource, maskedText } from "@/lib/model";
import { audienceWords, byPurpose, dayWords, nameList, purposeWords, sourceWords, valueWords } from "./fact-words";

const now = new Date("2026-05-20T12:00:00");
const bo = { personId: "p-bo", name: "Bo" };
const said: FactSource = {
  seq: 3,
  at: "2026-05-03T12:00:00",
  kind: "turn",
  by: { kind: "bot", conversationId: "c", turn: 2 },
  conversationId: "c",
  turn: 2,
  sentence: "medium please",
  isSaid: true,
  speaker: { personId: "p-ann", name: "Ann" },
};
const ann = { personId: "p-ann", origin: null, others: [], now };

test("a day is told without the year while it is this one, and today by the clock", () => {
  expect(dayWords("2026-05-03T12:00:00", now)).toBe("on 3 May");
  expect(dayWords("2025-05-03T12:00:00", now)).toBe("on 3 May 2025");
  expect(dayWords("2026-05-20T09:40:00", now)).toBe("today at 09:40");
});

test("what stands in the sentence was said; what does not was noted after it", () => {
  expect(sourceWords(said, ann)).toEqual({ lead: "Said on 3 May:", quote: "medium please" });
  expect(sourceWords(said, { ...ann, others: [bo] }).lead).toBe("Said on 3 May in the conversation with Bo:");
  expect(sourceWords({ ...said, isSaid: false }, ann).lead).toBe("Noted on 3 May, after");
  expect(sourceWords({ ...said, speaker: bo, isSaid: false }, ann).lead).toBe("Noted on 3 May, after Bo said");
  expect(sourceWords({ ...said, speaker: bo }, ann).lead).toBe("Said on 3 May by Bo:");
});

test("what the dictionary says about the origin counts more than the sentence", () => {
  expect(sourceWords(said, { ...ann, origin: "observed" }).lead).toBe("Observed on 3 May, after");
  expect(sourceWords(said, { ...ann, origin: "inferred" }).lead).toBe("Worked out on 3 May from");
  expect(sourceWords({ ...said, isSaid: false }, { ...ann, origin: "said" }).lead).toBe("Said on 3 May:");
});

test("a value that was set by hand names whoever did it, and one without a record says so", () => {
  const byTess: FactSource = { ...said, kind: "edit", by: { kind: "tester", name: "Tess" }, sentence: null };
  expect(sourceWords(byTess, ann)).toEqual({ lead: "Changed by hand by Tess on 3 May", quote: null });
  expect(sourceWords({ ...byTess, kind: "start" }, ann).lead).toBe("Given by Tess at the start of a conversation on 3 May");
  expect(sourceWords(null, ann).lead).toBe("It is not recorded when this was set");
});

test("who can see a fact follows from where it is kept, unless the dictionary says it", () => {
  const kept = { audience: null, keptIn: "conversation" as const, sharedWith: [bo] };
  expect(audienceWords(kept)).toBe("Everyone in that chat can see it: Bo too.");
  expect(audienceWords({ ...kept, sharedWith: [] })).toBe("Kept for the whole conversation: whoever joins can see it.");
  expect(audienceWords({ ...kept, keptIn: "user" })).toBe("Seen by the bot only.");
  expect(audienceWords({ ...kept, audience: "the sales team" })).toBe("Seen by the sales team.");
  expect(audienceWords({ ...kept, audience: "Everyone in the chat." })).toBe("Everyone in the chat.");
});

test("purpose and end are told also when nobody has said them", () => {
  const year = { retentionDays: 365, keptUntil: "2027-05-03T12:00:00" };
  expect(purposeWords({ purpose: "suggesting products.", ...year })).toBe("Used for: suggesting products. Kept until 3 May 2027.");
  expect(purposeWords({ purpose: null, ...year })).toBe("Nobody has said what for. Kept until 3 May 2027.");
  expect(purposeWords({ purpose: "greeting", retentionDays: 0, keptUntil: null })).toBe(
    "Used for: greeting. Kept as long as the person is known.",
  );
  expect(purposeWords({ purpose: "greeting", retentionDays: null, keptUntil: null })).toBe("Used for: greeting. Nobody has said how long.");
  expect(purposeWords({ purpose: "", retentionDays: null, keptUntil: null })).toBe("Nobody has said what for, and how long.");
});

test("names are joined as one says them, and masked ones are nobody in particular", () => {
  expect(nameList([bo, { personId: null, name: maskedText }])).toBe("Bo and somebody");
  expect(nameList(["A", "B", "C", "D"].map((name) => ({ personId: null, name })))).toBe("A, B and 2 others");
});

test("values are told in words, and masked ones not at all", () => {
  expect([true, false, null, "", 0, "M"].map(valueWords)).toEqual(["yes", "no", "nothing", "(empty)", "0", "M"]);
  expect(valueWords({ $masked: "string" })).toBeNull();
});

test("facts without a purpose come after those with one", () => {
  const facts = [null, "greeting", null].map((purpose, factId) => ({ factId, purpose }));
  expect(byPurpose(facts)).toEqual([
    { purpose: "greeting", facts: [facts[1]] },
    { purpose: null, facts: [facts[0], facts[2]] },
  ]);
});
