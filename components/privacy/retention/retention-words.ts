import type { RetentionStore, ShownRule } from "@/lib/model";

export const storeWords: Record<RetentionStore, string> = {
  user: "User state",
  private: "Private state",
  conversation: "Conversation state",
  dialog: "Dialogs under way",
  transcript: "What was said, with files and what went over the wire",
  records: "What was recorded of turns",
};

export const basisWords: Record<ShownRule["basis"], string> = {
  lastTurn: "after the last turn",
  createdAt: "after it was written",
  conversationEnd: "after the conversation's last activity",
};

/** What a rule takes, in words. */
export function ruleWords({ store, pattern, category, label }: Pick<ShownRule, "store" | "pattern" | "category" | "label">): string {
  const parts = [label ?? pattern, category === null ? null : `category ${category}`].filter((part) => part !== null);
  return parts.length === 0 ? storeWords[store] : `${parts.join(", ")} in ${storeWords[store].toLowerCase()}`;
}

export const basisOf = ({ basis }: Pick<ShownRule, "basis">): string => basisWords[basis];
