import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { jsonValue } from "../api";
import { erasedPlace } from "../erased";
import type { JsonValue } from "../json";
import { maskActivity } from "./mask-activity";
import { maskAnswer } from "./mask-answer";
import { alsoOfThose, ofNobody, ofThose, open, personal, placeOf, sayingSo, sizeOf } from "./mask-marks";
import { fullSight, maskedText, maskPath, maskValue, type Party, type ReaderSight } from "./masking";

const party = (userId: string | null): Party => ({ botId: "b", channelId: "c", userId });
const [ann, bo] = [party("ann"), party("bo")];

/** Who sees these people of the bot and nobody else of it; other bots are test bots. */
const seeing = (...people: Party[]): ReaderSight => ({
  isUnlimited: false,
  seesCases: false,
  unknownBots: new Set(),
  sees: () => false,
  aliasOf: (userId) => `alias-${userId.length}`,
  seesParty: ({ botId, userId }) => botId !== "b" || people.some((one) => one.userId !== null && one.userId === userId),
});
const mask = <A>(schema: z.ZodType, answer: A, sight: ReaderSight, everyone: Party[] = [ann, bo]) =>
  maskAnswer(schema, answer, { sight, everyone, asked: everyone.slice(0, 1), current: everyone });

describe("a masked value", () => {
  test("keeps shape and types, and has neither scalars nor lengths of the first one", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const masked = maskValue(value as JsonValue);
        expect(shapeOf(masked)).toEqual(shapeOf(value as JsonValue));
        expect(maskValue(masked)).toEqual(masked);
      }),
    );
    expect(maskValue({ a: ["long long text", "x", 7, null, true] })).toEqual({
      a: ["string", "string", "number", "null", "boolean"].map(($masked) => ({ $masked })),
    });
  });

  test("has no names of properties that are data, and its path names them alike", () => {
    const value = { "ann@mail.example": 1, "bo@mail.example": 2, city: "Ghent" };
    const masked = maskValue(value) as object;
    expect(Object.keys(masked)).toHaveLength(3);
    expect(JSON.stringify(masked)).not.toContain("mail.example");
    expect(Object.keys(masked)[0]).toBe(maskPath("/ann@mail.example").slice(1));
    expect(maskPath("/profile/city/0")).toBe("/profile/city/0");
  });

  test("still says which dialogs run, and how far", () => {
    const dialog = { dialogStack: [{ id: "root", state: { stepIndex: 2, values: { id: "secret", name: "Ann", stepIndex: "x" } } }] };
    const hidden = { $masked: "string" };
    expect(maskValue(dialog)).toEqual({
      dialogStack: [{ id: "root", state: { stepIndex: 2, values: { id: hidden, name: hidden, stepIndex: hidden } } }],
    });
  });
});

describe("an answer", () => {
  test("has what is marked, and what its schema does not tell, masked", () => {
    const schema = z.object({
      id: z.string(),
      said: personal(z.string()).nullable(),
      data: jsonValue,
      bytes: sizeOf(z.number()),
      at: placeOf(z.string()),
    });
    const answer = { id: "a-1", said: "my name is Ann", data: { name: "Ann" }, bytes: 12, at: "/ann@mail.example", surplus: "Ann" };
    const masked = mask(schema, answer, seeing());
    expect(masked).toMatchObject({ id: "a-1", said: maskedText, data: { name: { $masked: "string" } }, bytes: 1024 });
    expect(JSON.stringify(masked)).not.toMatch(/ann/i);
    expect(mask(schema, { ...answer, said: null }, seeing()).said).toBeNull();
    expect(mask(schema, answer, fullSight)).toBe(answer);
  });

  test("of several people is seen by who may see all of them", () => {
    const schema = z.object({ said: personal(z.string()) });
    expect(mask(schema, { said: "hi" }, seeing(ann)).said).toBe(maskedText);
    expect(mask(schema, { said: "hi" }, seeing(ann, bo)).said).toBe("hi");
  });

  test("names bot, person and scope itself where it can", () => {
    const said = personal(z.string());
    const turns = z.array(z.object({ userId: z.string().nullable(), said }));
    const answer = [
      { userId: "ann", said: "hi" },
      { userId: "bo", said: "hi" },
      { userId: null, said: "hi" },
    ];
    expect(mask(turns, answer, seeing(ann)).map((turn) => turn.said)).toEqual(["hi", maskedText, maskedText]);
    const bots = z.array(z.object({ botId: z.string(), said }));
    expect(
      mask(
        bots,
        [
          { botId: "b", said: "hi" },
          { botId: "test", said: "hi" },
        ],
        seeing(),
        [],
      ).map((one) => one.said),
    ).toEqual([maskedText, "hi"]);
    const scopes = z.object({ user: said, private: said, conversation: said, dialog: said });
    const state = { user: "hi", private: "hi", conversation: "hi", dialog: "hi" };
    expect(mask(scopes, state, seeing(ann))).toEqual({ ...state, conversation: maskedText, dialog: maskedText });
    const item = z.object({ scope: z.string(), key: z.string(), said });
    const itemOf = (userId: string) => ({ scope: "user", key: `c/users/${userId}/`, said: "hi" });
    expect([mask(item, itemOf("bo"), seeing(bo)).said, mask(item, itemOf("ann"), seeing(bo)).said]).toEqual(["hi", maskedText]);
  });

  test("says whose a value is with marks", () => {
    const said = personal(z.string());
    const member = ofThose(z.object({ id: z.string(), said }), "id");
    expect(mask(member, { id: "bo", said: "hi" }, seeing(bo)).said).toBe("hi");
    const both = alsoOfThose(z.object({ id: z.string(), said }), "id");
    expect(mask(both, { id: "bo", said: "hi" }, seeing(bo)).said).toBe(maskedText);
    expect(mask(z.object({ said: ofNobody(personal(z.string())) }), { said: "hi" }, seeing(ann, bo)).said).toBe(maskedText);
    expect(mask(z.object({ data: open(z.unknown()) }), { data: "hi" }, seeing()).data).toBe("hi");
    const telling = sayingSo(z.object({ data: z.unknown() }));
    expect(mask(telling, { data: null }, seeing())).toEqual({ data: null, isMasked: true });
    expect(mask(telling, { data: 1 }, seeing(ann, bo))).toEqual({ data: 1 });
  });

  test("is masked inside lists, records, unions and what may be absent", () => {
    const one = z.object({ said: personal(z.string()) });
    const schema = z.object({ list: z.array(one).optional(), byName: z.record(z.string(), one), either: z.union([z.number(), one]) });
    const answer = { list: [{ said: "Ann" }], byName: { x: { said: "Ann" } }, either: { said: "Ann" } };
    expect(JSON.stringify(mask(schema, answer, seeing()))).not.toContain("Ann");
    expect(mask(schema, { byName: {}, either: 7 }, seeing())).toEqual({ byName: {}, either: 7 });
  });
});

test("of an activity one sees who sent it to whom and when, and what chats need to find it again", () => {
  const secret = "Ann Archer";
  const masked = maskActivity({
    id: "a-1",
    type: "message",
    text: secret,
    from: { id: "ann", name: secret, role: "user", aadObjectId: secret },
    recipient: { id: "bot", name: "Profile", role: "bot" },
    conversation: { id: "c-1", name: secret },
    attachments: [{ contentType: "image/png", contentUrl: `https://pictures.example/${secret}`, name: secret }],
    suggestedActions: { actions: [{ title: secret }] },
    channelData: { clientActivityID: "x1", note: secret },
    value: { name: secret },
    madeUp: secret,
  });
  expect(JSON.stringify(masked)).not.toContain(secret);
  expect(masked).toMatchObject({
    id: "a-1",
    text: maskedText,
    from: { id: "ann", name: maskedText, role: "user" },
    recipient: { name: "Profile" },
    conversation: { id: "c-1" },
    attachments: [{ name: "image/png" }],
    channelData: { clientActivityID: "x1" },
  });
});

/** The types of all places, whatever stands there. */
function shapeOf(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (typeof value.$masked === "string" && Object.keys(value).length === 1) return value.$masked;
  return Object.values(value).map(shapeOf);
}

test("the number of a case is left out for who may not read cases, also where everything else is seen", () => {
  const answer = {
    erased: [{ scope: "user" as const, path: "/name", version: 3, at: "2026-11-21T12:00:00.000Z", erasedBy: "DS-2026-0001" }],
  };
  const schema = z.object({ erased: z.array(erasedPlace) });
  const nobody = { everyone: [], asked: [], current: [] };
  expect(maskAnswer(schema, answer, { ...nobody, sight: fullSight })).toEqual(answer);
  const { erased } = maskAnswer(schema, answer, { ...nobody, sight: { ...fullSight, seesCases: false } });
  expect(erased[0]).toMatchObject({ path: "/name", at: answer.erased[0]?.at });
  expect(JSON.stringify(erased)).not.toContain("DS-2026");
});
