import * as z from "zod";
import { dictionaryScopes } from "./dictionary";

export const findingSeverities = ["high", "medium", "low"] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

type RuleWords = { title: string; severity: FindingSeverity; why: string; advice: string };

/** The rules of the memory lint, in words for those who answer for a bot. */
export const findingRules = {
  "wrong-scope": {
    title: "A private fact kept where others see it",
    severity: "high",
    why: "The bot keeps this fact in private state elsewhere. Here it stands in conversation state, which everyone in the conversation shares.",
    advice: "Move it back to private state, and find out who or what put it here.",
  },
  "shared-personal": {
    title: "Personal data in conversation state",
    severity: "high",
    why: "Everyone in the conversation can see what stands in conversation state.",
    advice: "Keep it in user or private state. If everybody is meant to see it, accept this finding and say why.",
  },
  "broken-dialog": {
    title: "A stored dialog that today’s dialogs cannot continue",
    severity: "high",
    why: "A conversation waits in a dialog that the bot no longer has in this form. Who speaks there next meets an error or silence.",
    advice: "Keep the old dialog until these conversations have ended, or reset their dialog state.",
  },
  "lost-updates": {
    title: "Values overwritten unseen",
    severity: "high",
    why: "The bot wrote over values that somebody else had written since it read them.",
    advice:
      "Decide in the conversation which value stands. Against new ones, protect values or let turns wait for each other (settings of the bot).",
  },
  "etag-conflicts": {
    title: "Writes refused because of eTags",
    severity: "medium",
    why: "The bot’s storage refused writes since the item had changed meanwhile. What the bot meant to remember was not kept.",
    advice: "Let the bot read again and retry when its storage reports a conflict.",
  },
  contradiction: {
    title: "The same fact in several places, and different",
    severity: "medium",
    why: "The bot remembers one thing about the same person twice, with different values. What it answers depends on where it looks.",
    advice: "Keep the fact in one place, and take the other away after asking the person which is right.",
  },
  "mixed-types": {
    title: "One fact with several types",
    severity: "medium",
    why: "The same place holds texts for some people and numbers for others, so that code which expects one of them fails on the rest.",
    advice: "Choose one type, and correct the values of the other.",
  },
  "near-budget": {
    title: "Items near the size budget",
    severity: "medium",
    why: "An item that reaches the budget slows every turn, and on stores with a limit the bot cannot save any more.",
    advice: "Take out what is not needed. The largest property is named here.",
  },
  growing: {
    title: "State that only grows",
    severity: "medium",
    why: "Each of the latest writes made this property larger, and none made it smaller.",
    advice: "Keep the last few entries, or keep them outside the bot’s state.",
  },
  unread: {
    title: "Written and never read",
    severity: "low",
    why: "No turn that was recorded lately read the item that holds it.",
    advice: "Ask the developers what it is for. What nobody uses should not be kept.",
  },
  "left-behind": {
    title: "Left behind by an earlier release",
    severity: "low",
    why: "The release that runs now has not written this fact once, and people still have it.",
    advice: "Ask the developers whether anything still uses it. If not, have it deleted for everybody.",
  },
  "no-purpose": {
    title: "No purpose",
    severity: "low",
    why: "Personal data may be kept for a stated purpose only (GDPR Art. 5(1)(b)).",
    advice: "Say in the dictionary what the bot uses it for.",
  },
  "no-retention": {
    title: "No retention",
    severity: "low",
    why: "Personal data may be kept no longer than needed (GDPR Art. 5(1)(e)).",
    advice: "Say in the dictionary how long it is kept.",
  },
} as const satisfies Record<string, RuleWords>;

export type FindingRule = keyof typeof findingRules;
export const findingRuleNames = Object.keys(findingRules) as [FindingRule, ...FindingRule[]];

export const findingStatuses = ["open", "accepted", "all"] as const;
export type FindingStatus = (typeof findingStatuses)[number];

const findingSource = z.object({
  conversationId: z.string(),
  turn: z.number().int().nullable().describe("Null before the first turn"),
  at: z.string(),
  kind: z.string().describe("`turn`, or what a person did by hand"),
  by: z.string().describe("`bot`, or who did it by hand"),
});
export type FindingSource = z.infer<typeof findingSource>;

export const finding = z.object({
  id: z.string().describe("The same as long as rule and place are"),
  rule: z.enum(findingRuleNames),
  title: z.string(),
  severity: z.enum(findingSeverities),
  scope: z.enum(dictionaryScopes).nullable().describe("Null when it is about the whole memory"),
  path: z.string().nullable().describe("As in the dictionary; for dialogs the ids of the stack. Null when it is about a scope"),
  pathId: z.string().nullable().describe("In the dictionary, where the place is one path"),
  label: z.string().nullable().describe("What people call the path"),
  people: z.number().int().describe("Whom it concerns"),
  conversations: z.number().int().nullable().describe("In how many conversations; null where it is about no conversations"),
  detail: z.string().describe("What was found here; never a value"),
  why: z.string(),
  advice: z.string(),
  sources: z.array(findingSource).describe("The latest writes behind it, newest first"),
  accepted: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
});
export type Finding = z.infer<typeof finding>;

export const findingPage = z.object({
  findings: z.array(finding).describe("The gravest first, then by how many people they concern"),
  cursor: z.string().nullable(),
  counts: z.object({ open: z.number().int(), accepted: z.number().int() }).describe("Of all findings of the bot"),
  at: z.string().describe("When the memory was looked through. Of a bot that knows very many people it may be some minutes ago"),
});
export type FindingPage = z.infer<typeof findingPage>;

export const acceptFindingRequest = z.strictObject({
  reason: z.string().trim().min(1).max(1000).describe("Why this is all right; without personal data"),
});
export type AcceptFindingRequest = z.infer<typeof acceptFindingRequest>;
