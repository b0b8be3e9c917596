import { type LostUpdate, newETag, type OverwritePolicy, type StateAddress } from "@/lib/model";
import type { ItemWrite } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { ownerOf } from "./item-owner";
import { resolveOverwrite } from "./resolve-overwrite";
import type { FoundItems } from "./store-item";
import type { Basis } from "./work-basis";

/** What a bot wants stored: `text` is null for a delete, `eTag` what the bot was told. */
export type WantedItem = { id: string; key: string; text: string | null; eTag: string | null };

/** Values that a bot's write goes over without its having known them. */
export type Loss = LostUpdate & { itemId: string; userId: string | null; conversationId: string | null; baseSeq: number };

type Settling = {
  botId: string;
  policy: OverwritePolicy;
  wanted: readonly WantedItem[];
  found: FoundItems;
  /** By item id, where somebody else wrote since. */
  overtaken: ReadonlyMap<string, Basis>;
  knownOwner: (id: string) => Partial<StateAddress> | undefined;
};

/** By the bot's policy: what is to be stored over what is stored now, and what is lost by it. A strict bot's write throws. */
export function settleWrites(settling: Settling): { writes: ItemWrite[]; losses: Loss[] } {
  const { policy, wanted, found, overtaken } = settling;
  const refused = wanted.filter(({ id, text }) => overtaken.has(id) && text !== (found.stored.get(id)?.text ?? null));
  if (policy === "strict" && refused.length > 0) throw eTagConflict(refused.map(({ key }) => key));
  const settled = wanted.map((item) => settleItem(settling, item));
  return { writes: settled.flatMap(({ write }) => write ?? []), losses: settled.flatMap(({ loss }) => loss ?? []) };
}

function settleItem(settling: Settling, { id, key, text: ours, eTag: told }: WantedItem): { write: ItemWrite | null; loss: Loss | null } {
  const { botId, policy, found, overtaken } = settling;
  const before = found.stored.get(id);
  const theirs = before?.text ?? null;
  const owner = ownerOf(key, { botId, ...settling.knownOwner(id) });
  const base = overtaken.get(id);
  const { text, lost: paths } = base ? resolveOverwrite(policy, { key, base: base.text, ours, theirs }) : { text: ours, lost: [] };
  const eTag = text === null ? null : text === ours ? told : newETag();
  const write = text === theirs ? null : { id, botId, key, owner, before, text, eTag };
  if (!base || paths.length === 0) return { write, loss: null };
  const { conversationId = null, userId = null } = owner.style === "unclassified" ? {} : owner;
  const lostSeq = found.owners.get(id)?.writeSeq ?? 0;
  return { write, loss: { key, scope: owner.scope, lostSeq, paths, itemId: id, userId, conversationId, baseSeq: base.seq } };
}
