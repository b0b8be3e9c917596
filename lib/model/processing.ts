import * as z from "zod";

/** What a dictionary cannot know about a processing of personal data, and people have to say (GDPR Art. 13 and 30). */
export const processingFields = [
  "controller",
  "representative",
  "dpo",
  "subjects",
  "recipients",
  "transfers",
  "security",
  "rights",
  "authority",
  "automatedDecisions",
] as const;
export type ProcessingField = (typeof processingFields)[number];

const said = z.object({
  text: z.string().trim().max(4000),
  isNotApplicable: z.boolean().describe("It does not apply here; `text` may say why"),
  by: z.string(),
  at: z.string(),
});
export type ProcessingEntry = z.infer<typeof said>;

export const processing = z.partialRecord(z.enum(processingFields), said);
export type Processing = z.infer<typeof processing>;

const saying = z
  .strictObject({ text: z.string().trim().max(4000), isNotApplicable: z.boolean().default(false) })
  .refine(({ text, isNotApplicable }) => text !== "" || isNotApplicable, "Write something, or say that it does not apply");

export const changeProcessingRequest = z.strictObject(
  Object.fromEntries(processingFields.map((field) => [field, saying.nullable().optional()])) as Record<
    ProcessingField,
    z.ZodOptional<z.ZodNullable<typeof saying>>
  >,
);
export type ChangeProcessingRequest = z.infer<typeof changeProcessingRequest>;

/** Art. 30(1)(a) to (g). */
const registerLetters = ["a", "b", "c", "d", "e", "f", "g"] as const;

const registerPart = z.object({
  name: z.string(),
  text: z.string().nullable().describe("Null where nobody has said anything"),
  isNotApplicable: z.boolean(),
  source: z.enum(["dictionary", "person"]),
  by: z.string().nullable(),
  at: z.string().nullable(),
});

export const processingRegister = z.object({
  botId: z.string(),
  botName: z.string(),
  madeAt: z.string(),
  isComplete: z.boolean().describe("Each of the seven says something, or that it does not apply and who said so"),
  undescribed: z.number().int().describe("Facts without a label, of which the record cannot tell"),
  items: z.array(
    z.object({
      letter: z.enum(registerLetters),
      title: z.string(),
      isComplete: z.boolean(),
      parts: z.array(registerPart),
    }),
  ),
});
export type ProcessingRegister = z.infer<typeof processingRegister>;
export type RegisterItem = ProcessingRegister["items"][number];
export type RegisterPart = RegisterItem["parts"][number];

const noticeFact = z.object({
  label: z.string(),
  category: z.string().nullable(),
  isSensitive: z.boolean(),
  origin: z.string().describe("In words"),
  audience: z.string(),
  retention: z.string(),
  legalBasis: z.string(),
});
export type NoticeFact = z.infer<typeof noticeFact>;

/** What can be handed to the public, made from the dictionary. */
export const notice = z.object({
  botId: z.string(),
  botName: z.string(),
  madeAt: z.string(),
  purposes: z
    .array(z.object({ purpose: z.string(), facts: z.array(noticeFact) }))
    .describe("What is remembered about people, by what it is for"),
  technical: z.array(z.string()).describe("Labels of what is remembered and about nobody"),
  sections: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()) })),
  gaps: z.array(z.string()).describe("What is still to be said before this is complete; not for the public"),
});
export type Notice = z.infer<typeof notice>;

export const noticeFormats = ["json", "html"] as const;
