import * as z from "zod";

export const personSorts = ["last-seen", "name", "facts", "size", "oldest-fact"] as const;
export type PersonSort = (typeof personSorts)[number];

const identity = z.object({
  identityId: z.string(),
  channelId: z.string(),
  userId: z.string().describe("The id on that channel; ••••• when masked"),
  name: z.string().describe("••••• when masked"),
  bots: z.array(z.string()).describe("The bots that know this identity"),
});
export type PersonIdentity = z.infer<typeof identity>;

const foundBy = z.object({
  kind: z.enum(["name", "id", "value"]),
  where: z.string().nullable().describe("What the fact is called, or its path; null for a name or an id"),
  value: z.string().nullable().describe("The name, id or value in which it was found; null when masked"),
});
export type FoundBy = z.infer<typeof foundBy>;

export const personSummary = z.object({
  personId: z.string(),
  name: z.string().describe("••••• when masked"),
  isMasked: z.boolean().describe("Somebody whom a production bot knows, and who was not unmasked"),
  identities: z.array(identity),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  conversations: z.number().int(),
  facts: z.number().int(),
  bytes: z.number().int().describe("The size of all values"),
  oldestFactAt: z.string().nullable(),
  openNotes: z.number().int().describe("What reviewers asked about facts and nobody has resolved"),
  found: foundBy.nullable().describe("By what a search found this person"),
});
export type PersonSummary = z.infer<typeof personSummary>;

export const personPage = z.object({
  people: z.array(personSummary),
  cursor: z.string().nullable().describe("Give it back as `cursor` for the next page; null on the last"),
  total: z
    .number()
    .int()
    .nullable()
    .describe("How many there are; null where that is not counted: behind filters, searches and first pages"),
  search: z
    .object({
      match: z.enum(["part", "exact"]).describe("How it was looked for: fewer than three characters are looked for as a whole"),
      isCapped: z.boolean().describe("More people than these were found: say more"),
    })
    .nullable(),
});
export type PersonPage = z.infer<typeof personPage>;

export const maxQueryLength = 200;

/** How people are asked for. The search text is personal data: it travels in bodies, so that it stays out of logs. */
export const peopleRequest = z.strictObject({
  query: z.string().trim().max(maxQueryLength).optional().describe("Part of a name, an id or any remembered value"),
  match: z.enum(["part", "exact"]).default("part").describe("`exact`: the whole name, id or value, whatever its case"),
  sort: z.enum(personSorts).default("last-seen").describe("`oldest-fact` lists only people of whom something is remembered"),
  order: z.enum(["asc", "desc"]).optional().describe("Names from A to Z and oldest facts first, else from the most to the least"),
  botId: z.string().min(1).optional().describe("Only whom this bot knows"),
  channelId: z.string().min(1).optional().describe("Only who has an identity on this channel"),
  seenSince: z.iso.datetime().optional().describe("Only who was seen at or after this time"),
  cursor: z.string().min(1).optional().describe("From the page before"),
});
export type PeopleRequest = z.infer<typeof peopleRequest>;
