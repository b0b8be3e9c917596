import { type RetentionRule, randomText, type ShownRule } from "@/lib/model";

/** What stands in the fields of a new rule; empty text for what it does not ask. */
export type RuleDraft = Pick<RetentionRule, "store" | "basis" | "action"> & Record<"botId" | "pattern" | "category" | "days", string>;

/** Null until the days are a whole number of at least one. The server says what else does not fit. */
export function makeRule({ botId, pattern, category, days, ...rest }: RuleDraft): ShownRule | null {
  const whole = Number(days);
  if (!Number.isInteger(whole) || whole < 1) return null;
  const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  return {
    ...rest,
    id: `rule-${randomText(8)}`,
    botId: orNull(botId),
    pattern: orNull(pattern),
    category: orNull(category),
    days: whole,
    isOn: true,
    origin: "policy",
    label: null,
  };
}
