import type { LostValue, StateWriter } from "@/lib/model";

/** "Write of yours", as a heading of the value that was lost. */
export function nameLoser(writer: StateWriter, myName: string): string {
  if (writer.kind === "tester") return writer.name === myName ? "You wrote" : `${writer.name || "Somebody"} wrote`;
  return writer.kind === "bot" ? `Turn ${writer.turn} wrote` : "The bot wrote late";
}

/** "Keep mine", as a choice. */
export function nameKeepLost(writer: StateWriter, myName: string): string {
  if (writer.kind === "tester") return writer.name === myName ? "Keep mine" : `Keep ${writer.name || "somebody"}’s`;
  return writer.kind === "bot" ? `Keep turn ${writer.turn}’s` : "Keep the earlier";
}

/** What was decided, and by whom; null while nobody has. */
export function describeDecision({ decision, overwrittenBy, isAsked }: LostValue, myName: string): string | null {
  if (decision === null) return null;
  const who = decision.by === myName ? "you" : decision.by;
  if (decision.keep === "bot") return `The bot’s value was kept by ${who}.`;
  if (!isAsked) return `Put back by ${who}.`;
  const whose =
    overwrittenBy.kind === "tester"
      ? overwrittenBy.name === myName
        ? "Your value"
        : `${overwrittenBy.name}’s value`
      : "The earlier value";
  return `${whose} was kept by ${who}.`;
}

/** Where a lost value was, for headings and screen readers: "/trip/city in user state". */
export function describePlace({ path, scope, key }: LostValue): string {
  return `${path || "The whole item"} in ${scope === null ? key : `${scope} state`}`;
}
