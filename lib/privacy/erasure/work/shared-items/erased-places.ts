import { encodeText } from "@/lib/db";
import { anyKey, formatPointer, listErasedPlaces, looksLikeData } from "@/lib/model";
import { hashOf } from "@/lib/state";
import type { KnownAs } from "../known-as";
import type { StoredItem } from "../stored-items";
import type { Task } from "../task";
import { isDialog, type RewrittenVersion } from "./without-theirs";

type Losses = { item: StoredItem; rewritten: readonly RewrittenVersion[] };

/** Where each version lost something, without names that are data. Of a dialog what was in progress goes. */
export function listPlaces({ idKeys }: Task, { ids, redactor }: KnownAs, { item, rewritten }: Losses) {
  const isData = (key: string) => ids.has(key) || idKeys.has(key) || redactor.has(key) || looksLikeData(key);
  const { id: itemId, channelId, conversationId, userId } = item;
  return rewritten.flatMap(({ property, propertyId, seq: writeSeq, value, rest }) => {
    const name = redactor.redact(property);
    const ofDialog = value !== undefined && isDialog(property, value);
    const owner = { itemId, scope: ofDialog ? ("dialog" as const) : item.scope, channelId, conversationId, userId };
    const version = { ...owner, propertyId: name === property ? propertyId : hashOf(encodeText(name)), writeSeq };
    const within = ofDialog ? [""] : listErasedPlaces(value, rest, isData);
    return within.map((path) => ({ ...version, path: formatPointer([isData(property) ? anyKey : property]) + path }));
  });
}
