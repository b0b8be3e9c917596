import { type BundleFile, type BundleItem, emptyTurnRecord, type JsonObject, type JsonValue } from "@/lib/model";
import { hideLeaves } from "./hide-leaves";
import { expiredLogs, expiredOfMembers, type OfMembers } from "./judge";

/**
 * A bundle without what is past its time, in all versions. Records of turns repeat values, so none of them is told where anything is: the
 * sweep deletes those too.
 */
export async function hideInBundle(bundle: BundleFile): Promise<BundleFile> {
  const { id, members } = bundle.conversation;
  const expired = await expiredOfMembers(
    id,
    members.map((member) => member.id),
  );
  const recordsBefore = (await expiredLogs([id])).get(id)?.recordsBefore ?? "";
  const isRecordPast = ({ startedAt }: BundleFile["turns"][number]) => expired.size > 0 || startedAt < recordsBefore;
  return {
    ...bundle,
    turns: bundle.turns.map((turn) => (isRecordPast(turn) ? { ...turn, record: emptyTurnRecord } : turn)),
    items: expired.size === 0 ? bundle.items : bundle.items.map((item) => hideInItem(item, expired)),
  };
}

function hideInItem(item: BundleItem, expired: OfMembers): BundleItem {
  const { scope, userId, data, values, versions } = item;
  // What a conversation shares is past its time for everybody or for nobody.
  const parts = userId === null ? [...expired.values()][0] : expired.get(userId);
  if (scope === "unclassified" || !parts) return item;
  const hide = (one: JsonObject): JsonObject => hideLeaves(one, { scope, expired: parts }).data;
  const shown = new Map<string, number>();
  const names = new Map<string, string>();
  const placeOf = (property: string, value: JsonValue): number => {
    const [name = property, hidden] = Object.entries(hide({ [property]: value }))[0] ?? [];
    if (name !== property) names.set(property, name);
    const text = JSON.stringify(hidden);
    const place = shown.get(text) ?? shown.size;
    shown.set(text, place);
    return place;
  };
  const placed = versions.map(({ value, ...rest }) => ({
    ...rest,
    value: value === null ? null : placeOf(rest.property, values[value] as JsonValue),
  }));
  return {
    ...item,
    data: data && hide(data),
    values: [...shown.keys()].map((text) => JSON.parse(text) as JsonValue),
    // Names that are data are hidden with their values, in all versions.
    versions: placed.map((version) => ({ ...version, property: names.get(version.property) ?? version.property })),
  };
}
