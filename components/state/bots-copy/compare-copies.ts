import { type BotCopy, diffScopes, type JsonValue, type Scope, type StateChange, toJsonValue } from "@/lib/model";

export type CopiedScopes = Record<Scope, JsonValue | null>;

/** The part of a copy that panels can show; null where the bot told nothing. */
export function toCopiedScopes(copy: BotCopy): CopiedScopes {
  const of = (scope: Scope): JsonValue | null => toJsonValue(copy[scope] ?? null);
  return { user: of("user"), conversation: of("conversation"), private: of("private"), dialog: of("dialog") };
}

export type ComparedCopies = {
  before: BotCopy | null;
  after: BotCopy;
  /** Both were told of the same person: else user and private state differ without anything having changed. */
  isSamePerson: boolean;
};

/** What changed from one copy to the next. A scope that was not told before, or is not told now, is no change. */
export function compareCopies({ before, after, isSamePerson }: ComparedCopies): StateChange[] {
  if (before === null || before.source !== after.source) return [];
  const [earlier, later] = [toCopiedScopes(before), toCopiedScopes(after)];
  return diffScopes(earlier, later).filter(({ scope }) => {
    const isPersonal = scope === "user" || scope === "private";
    return earlier[scope] !== null && later[scope] !== null && (isSamePerson || !isPersonal);
  });
}
