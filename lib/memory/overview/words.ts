import type { DictionaryScope, FactOrigin, LegalBasis } from "@/lib/model";

/** Who sees what stands in a scope, where nobody has said so in other words. */
export const scopeAudiences: Record<DictionaryScope, string> = {
  user: "You and the operator of the bot",
  conversation: "Everyone in the conversation",
  private: "You, in that conversation, and the operator of the bot",
  dialog: "Whoever takes part in that exchange",
  unclassified: "The operator of the bot",
};

export const originWords: Record<FactOrigin, string> = {
  said: "You told the bot",
  observed: "The bot noticed it while you used it",
  inferred: "The bot concluded it from something else",
};

export const basisWords: Record<LegalBasis, string> = {
  consent: "Your consent, Art. 6(1)(a)",
  contract: "A contract with you, Art. 6(1)(b)",
  "legal-obligation": "A legal obligation, Art. 6(1)(c)",
  "vital-interests": "Vital interests, Art. 6(1)(d)",
  "public-task": "A task in the public interest, Art. 6(1)(e)",
  "legitimate-interests": "Legitimate interests, Art. 6(1)(f)",
};

export const notSaid = "Not said yet";

export function retentionWords(days: number | null): string {
  if (days === null) return notSaid;
  if (days === 0) return "As long as you use the bot";
  if (days % 365 === 0) return days === 365 ? "1 year after your last message" : `${days / 365} years after your last message`;
  return days === 1 ? "1 day after your last message" : `${days} days after your last message`;
}
