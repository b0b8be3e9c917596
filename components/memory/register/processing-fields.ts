import type { ProcessingField } from "@/lib/model";

type FieldWords = { field: ProcessingField; title: string; ask: string };

/** What a dictionary cannot know, in the order of the register, and after it what only the notice wants. */
export const registerFields: readonly FieldWords[] = [
  { field: "controller", title: "Controller (a)", ask: "Name and contact details of who decides what the bot is for" },
  { field: "representative", title: "Representative in the EU (a)", ask: "Name and contact details, if the controller is outside the EU" },
  { field: "dpo", title: "Data protection officer (a)", ask: "Name or office, and contact details" },
  { field: "subjects", title: "Categories of people (c)", ask: "Such as: customers who write to the shop" },
  { field: "recipients", title: "Recipients (d)", ask: "Who gets it: channel, hosting, language models, partners" },
  { field: "transfers", title: "Transfers to third countries (e)", ask: "Countries, and the safeguards for each" },
  { field: "security", title: "Security (g)", ask: "Encryption, access, backups, and how they are tested" },
];

export const noticeFields: readonly FieldWords[] = [
  { field: "rights", title: "How to use one's rights", ask: "Where to write to, and how long an answer takes" },
  { field: "authority", title: "Supervisory authority", ask: "Where people can complain" },
  { field: "automatedDecisions", title: "Automated decisions", ask: "What is decided by machine alone, by what logic, with what effect" },
];
