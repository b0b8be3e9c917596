import * as z from "zod";
import { leafTypes } from "./leaf";
import { personal, sizeOf } from "./masking/mask-marks";
import { scopes } from "./scope";

/** `unclassified`: stored under a key in no known form. */
export const dictionaryScopes = [...scopes, "unclassified"] as const;
export type DictionaryScope = (typeof dictionaryScopes)[number];

/** Offered, not imposed: a category is any word that a team uses. */
export const suggestedCategories = [
  "none",
  "contact",
  "identity",
  "location",
  "preference",
  "behaviour",
  "finance",
  "health",
  "belief",
  "origin",
  "sexuality",
  "biometrics",
] as const;

/** How the bot came to know it (GDPR Art. 20 covers what was said and observed, not what was inferred). */
export const factOrigins = ["said", "observed", "inferred"] as const;
export type FactOrigin = (typeof factOrigins)[number];

/** GDPR Art. 6(1)(a) to (f), in its order. */
export const legalBases = ["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"] as const;
export type LegalBasis = (typeof legalBases)[number];

/** A century: who wants to keep something longer says 0, for as long as the person is known. */
const maxRetentionDays = 36_525;

const words = (max: number) => z.string().trim().min(1).max(max).nullable();

/** What people say about a path; null where nobody has said anything yet. */
export const classification = z.object({
  label: words(200).describe("In words, such as `Preferred size`. A path without one is unclassified"),
  purpose: words(1000).describe("What the bot uses it for"),
  category: words(100).describe("`none` when it is nobody's data; any word of the team's"),
  isSensitive: z.boolean().nullable(),
  origin: z.enum(factOrigins).nullable().describe("`said` by the person, `observed`, or `inferred` from something else"),
  audience: words(500).describe("Who can see it, in words; null for what the scope itself says"),
  retentionDays: z
    .number()
    .int()
    .min(0)
    .max(maxRetentionDays)
    .nullable()
    .describe("Days after the person's last turn; 0 while the person is known"),
  legalBasis: z.enum(legalBases).nullable().describe("GDPR Art. 6(1)"),
});
export type Classification = z.infer<typeof classification>;
export type ClassificationField = keyof Classification;
export const classificationFields = Object.keys(classification.shape) as ClassificationField[];

/** Where in the history of state something was written; what is not known of it is null. */
const writtenAt = z.object({
  seq: z.number().int(),
  at: z.string().nullable(),
  kind: z.string().nullable().describe("`turn`, or what a person did by hand"),
  by: personal(z.string()).nullable(),
  conversationId: z.string().nullable(),
  turn: z.number().int().nullable(),
});
export type WrittenAt = z.infer<typeof writtenAt>;

const pathExample = z.object({
  type: z.enum(leafTypes),
  text: z.string().describe("Dots for a production bot, whatever stands there"),
  isMasked: z.boolean(),
});
export type PathExample = z.infer<typeof pathExample>;

const pathHint = z.object({
  kind: z.string(),
  confidence: z.string(),
  reason: z.string().describe("Why it looks personal; never a value"),
  category: z.string().nullable(),
});
export type PathHint = z.infer<typeof pathHint>;

export const dictionaryPath = z.object({
  id: z.string(),
  scope: z.enum(dictionaryScopes),
  path: z.string().describe("`[]` stands for any item of an array, `{}` for any key of a table, `…` for all that lies deeper"),
  types: z.array(z.enum(leafTypes)).describe("Those seen so far"),
  people: z.number().int().describe("How many have it now"),
  facts: z.number().int(),
  bytes: sizeOf(z.number().int()),
  firstWrite: writtenAt.nullable().describe("Null for a path that a file named and no bot has written yet"),
  lastWrite: writtenAt.nullable(),
  examples: z.array(pathExample).describe("A few different values that are there now"),
  hints: z.array(pathHint).describe("Why it looks personal: hints, never verdicts"),
  isClassified: z.boolean(),
  classifiedBy: z.string().nullable(),
  classifiedAt: z.string().nullable(),
  ...classification.shape,
});
export type DictionaryPath = z.infer<typeof dictionaryPath>;

export const dictionaryStatuses = ["all", "unclassified", "classified"] as const;
export type DictionaryStatus = (typeof dictionaryStatuses)[number];

export const dictionaryPage = z.object({
  paths: z.array(dictionaryPath).describe("By scope and path"),
  cursor: z.string().nullable(),
  total: z.number().int().describe("Paths in the whole dictionary"),
  unclassified: z.number().int().describe("Those of them without a label"),
  unlistedLeaves: z.number().int().describe("Values of very large items that are kept and not listed as facts"),
});
export type DictionaryPage = z.infer<typeof dictionaryPage>;

/** Paths that one request may describe. */
export const maxDescribedPaths = 1000;

const describedFields = z
  .strictObject(classification.partial().shape)
  .refine((fields) => Object.keys(fields).length > 0, "Name at least one field");

export const changeDictionaryRequest = z.strictObject({
  changes: z
    .array(z.strictObject({ pathIds: z.array(z.string()).min(1).max(maxDescribedPaths), set: describedFields }))
    .min(1)
    .max(maxDescribedPaths)
    .describe("One after another; what a change does not name stays as it is, null takes it back"),
});
export type ChangeDictionaryRequest = z.infer<typeof changeDictionaryRequest>;

export const changedDictionary = z.object({
  changed: z.number().int().describe("Paths of which something is different now"),
  paths: z.array(dictionaryPath).describe("Those that the request named, as they are now"),
});
export type ChangedDictionary = z.infer<typeof changedDictionary>;

/** One path in a file: what is left out stays as it is, null takes it back. */
export const describedPath = z.strictObject({
  scope: z.enum(dictionaryScopes),
  path: z.string().min(1),
  ...classification.partial().shape,
});
export type DescribedPath = z.infer<typeof describedPath>;

/** What a team keeps in git beside its bot: what it says about paths, and nothing that changes by itself. */
export const dictionaryFile = z.strictObject({
  format: z.literal("turnscope-dictionary"),
  version: z.literal(1),
  bot: z.string().optional().describe("Whose; told, not compared"),
  paths: z.array(describedPath),
});
export type DictionaryFile = z.infer<typeof dictionaryFile>;

export const fileFormats = ["json", "csv"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The columns of a dictionary as CSV. */
export const dictionaryColumns = ["scope", "path", ...classificationFields] as const;

export const importedDictionary = z.object({
  changed: z.number().int().describe("Paths of which something is different now"),
  unchanged: z.number().int(),
  added: z.number().int().describe("Those of the changed that the bot has not written yet: they are described already when it does"),
  unnamed: z.number().int().describe("Paths of the dictionary that the file does not name; they stay as they are"),
});
export type ImportedDictionary = z.infer<typeof importedDictionary>;

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const dictionaryChange = z.object({
  seq: z.number().int(),
  pathId: z.string(),
  scope: z.enum(dictionaryScopes),
  path: z.string(),
  label: z.string().nullable().describe("As it is now"),
  by: z.string(),
  at: z.string(),
  fields: z.array(z.object({ field: z.enum(classificationFields), before: fieldValue, after: fieldValue })),
});
export type DictionaryChange = z.infer<typeof dictionaryChange>;

export const dictionaryHistory = z.object({
  changes: z.array(dictionaryChange).describe("Newest first"),
  cursor: z.string().nullable(),
});
export type DictionaryHistory = z.infer<typeof dictionaryHistory>;

export const dictionaryPathDetail = dictionaryPath.extend({
  firstDialog: z.string().nullable().describe("Where the bot was in its dialogs in the turn that wrote it first"),
  lastDialog: z.string().nullable(),
  history: z.array(dictionaryChange).describe("What people said about it, newest first"),
});
export type DictionaryPathDetail = z.infer<typeof dictionaryPathDetail>;
