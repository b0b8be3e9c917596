import { formatDeepLink, nowhere } from "@/components/workbench/deep-link";
import type { FactSource } from "@/lib/model";

/** The page of the turn, or of the write by hand, that set a value. Paths stay out of it: they may name people. */
export function sourceUrl({ conversationId, turn, kind, seq }: FactSource): { href: string; text: string } | null {
  if (conversationId === null) return null;
  if (kind === "turn" && turn !== null) return { href: formatDeepLink(conversationId, { ...nowhere, turn }), text: `turn ${turn}` };
  return { href: formatDeepLink(conversationId, { ...nowhere, write: seq }), text: "that change" };
}
