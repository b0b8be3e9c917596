import type { BundleFile, BundleItem } from "./bundle";
import { isEqualJson, type JsonObject, jsonBytes, setOwn } from "./json";
import type { StateAddress } from "./scope";
import { maxItemBytes } from "./state";
import { parseStorageKey } from "./storage-key";
import type { ShownActivity } from "./transcript";

type Path = (string | number)[];
type Fault = { path: Path; message: string };

/** What is wrong between the parts of a bundle, each of which is right by itself: ids that collide, and ids that lead nowhere. */
export function bundleFaults(bundle: BundleFile): Fault[] {
  return [...activityFaults(bundle), ...turnFaults(bundle), ...writeFaults(bundle), ...bundle.items.flatMap(itemFaultsIn(bundle))];
}

function activityFaults({ activities, turns }: BundleFile): Fault[] {
  const numbers = new Set(turns.map(({ number }) => number));
  const ids = activities.map(({ activity }) => activity.id);
  return [
    ...repeated(ids).map((index) => ({ path: ["activities", index, "activity", "id"], message: "Another activity has this id" })),
    ...activities.flatMap(({ turn, activity }, index): Fault[] => [
      ...(turn === null || numbers.has(turn) ? [] : [{ path: ["activities", index, "turn"], message: "There is no such turn" }]),
      ...missing(activity).map((name) => ({
        path: ["activities", index, "activity", name],
        message: "An activity of a bundle has one",
      })),
    ]),
  ];
}

/** What every activity of a log has, and those of a transcript may lack. */
function missing({ id, timestamp, recipient }: ShownActivity): string[] {
  const isWithoutTime = Number.isNaN(Date.parse(timestamp ?? ""));
  return [...(id === undefined ? ["id"] : []), ...(isWithoutTime ? ["timestamp"] : []), ...(recipient === undefined ? ["recipient"] : [])];
}

function turnFaults({ activities, turns }: BundleFile): Fault[] {
  const turnOf = new Map(activities.map(({ turn, activity }) => [activity.id, turn]));
  return [
    ...turns.flatMap(({ number, activityId }, index) =>
      turnOf.get(activityId) === number ? [] : [{ path: ["turns", index, "activityId"], message: "This turn has no such activity" }],
    ),
    ...turns.flatMap(({ number }, index) =>
      number === index + 1 ? [] : [{ path: ["turns", index, "number"], message: `Turns are numbered from 1; this is turn ${index + 1}` }],
    ),
  ];
}

function writeFaults({ writes }: BundleFile): Fault[] {
  return unordered(writes.map(({ seq }) => seq)).map((index) => ({
    path: ["writes", index, "seq"],
    message: "Writes are numbered upwards",
  }));
}

function itemFaultsIn({ conversation, bot, items }: BundleFile) {
  const again = new Set(repeated(items.map(({ key }) => key)));
  const place = { botId: bot.id, channelId: conversation.channelId, conversationId: conversation.id };
  return (item: BundleItem, index: number): Fault[] => {
    const isItsOwn = isKeyOf(item, place);
    const faults: Fault[] = [
      ...(again.has(index) ? [{ path: ["key"], message: "Another item has this key" }] : []),
      ...(isItsOwn ? [] : [{ path: ["key"], message: "This is no key of this scope, person and conversation" }]),
      ...versionFaults(item),
    ];
    return faults.map(({ path, message }) => ({ path: ["items", index, ...path], message }));
  };
}

/** Whether a key says that the item is of this scope and person, in this conversation. */
export function isKeyOf(
  { key, scope, userId }: Pick<BundleItem, "key" | "scope" | "userId">,
  place: Omit<StateAddress, "userId">,
): boolean {
  const owner = parseStorageKey(key, { ...place, userId: userId ?? undefined });
  if (owner.style === "unclassified") return scope === "unclassified" && userId === null;
  return (
    owner.scope === scope &&
    owner.channelId === place.channelId &&
    (owner.userId ?? null) === userId &&
    (owner.scope === "user" || owner.conversationId === place.conversationId)
  );
}

function versionFaults(item: BundleItem): Fault[] {
  const { versions, values, data } = item;
  const places = repeated(versions.map(({ seq, property }) => JSON.stringify([seq, property])));
  const faults: Fault[] = [
    ...places.map((index) => ({ path: ["versions", index], message: "This write left the property in two ways" })),
    ...versions.flatMap(({ value }, index) =>
      value === null || value < values.length ? [] : [{ path: ["versions", index, "value"], message: "There is no such value" }],
    ),
    ...values.flatMap((value, index) =>
      jsonBytes(value) > maxItemBytes ? [{ path: ["values", index], message: `Larger than the ${maxItemBytes} bytes of an item` }] : [],
    ),
  ];
  if (faults.length > 0) return faults;
  if (data !== null && jsonBytes(data) > maxItemBytes) return [{ path: ["data"], message: `Larger than ${maxItemBytes} bytes` }];
  return isEqualJson(newestData(item), data ?? {}) ? [] : [{ path: ["data"], message: "Its newest versions say something else" }];
}

/** What the versions make of the item in the end. */
function newestData({ versions, values }: BundleItem): JsonObject {
  const newest = new Map<string, { seq: number; value: number | null }>();
  for (const { seq, property, value } of versions) {
    if ((newest.get(property)?.seq ?? 0) < seq) newest.set(property, { seq, value });
  }
  const data: JsonObject = {};
  for (const [property, { value }] of newest) if (value !== null) setOwn(data, property, values[value]);
  return data;
}

/** The places of what was there before. */
function repeated(list: readonly unknown[]): number[] {
  const seen = new Set<unknown>();
  return list.flatMap((one, index) => (seen.size === seen.add(one).size && one !== undefined ? [index] : []));
}

/** The places of numbers that are not above the one before. */
function unordered(numbers: readonly number[]): number[] {
  return numbers.flatMap((number, index) => (index > 0 && number <= (numbers[index - 1] ?? 0) ? [index] : []));
}
