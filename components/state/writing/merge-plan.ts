import { getPlace, isJsonObject, type JsonObject, type JsonValue, mergeValues, replacePlace } from "@/lib/model";

export type MergeSide = "mine" | "theirs";

/** One place where mine or theirs moved away from what both had read. */
export type MergePlace = {
  path: string;
  base: JsonValue | undefined;
  mine: JsonValue | undefined;
  theirs: JsonValue | undefined;
  /** `both`: a clash, about which the tester decides. */
  changedBy: MergeSide | "both";
};

export type MergePlan = { places: MergePlace[]; clashes: string[]; merge: (choices: MergeChoices) => JsonObject | null };

/** Which side stands at each clash. */
export type MergeChoices = Readonly<Record<string, MergeSide>>;

type Versions = Record<"base" | MergeSide, JsonObject | null>;

/** Both versions as one: what only one side changed is in it, clashes are as the tester chooses. Null stands for nothing stored. */
export function planMerge({ base, mine, theirs }: Versions): MergePlan {
  const [was, ours, others] = [base ?? undefined, mine ?? undefined, theirs ?? undefined];
  const { merged, taken, clashes } = mergeValues(was, ours, others);
  const kept = mergeValues(was, others, ours).taken;
  const toPlace =
    (changedBy: MergePlace["changedBy"]) =>
    (path: string): MergePlace => ({
      path,
      base: getPlace(was, path),
      mine: getPlace(ours, path),
      theirs: getPlace(others, path),
      changedBy,
    });
  return {
    places: [...clashes.map(toPlace("both")), ...kept.map(toPlace("mine")), ...taken.map(toPlace("theirs"))],
    clashes,
    merge: (choices) => {
      const theirPlaces = clashes.filter((path) => choices[path] === "theirs");
      const data = theirPlaces.reduce<JsonValue | undefined>((value, path) => replacePlace(value, path, getPlace(others, path)), merged);
      return isJsonObject(data) ? data : null;
    },
  };
}

/** The clashes about which nothing has been chosen yet. */
export function undecided({ clashes }: MergePlan, choices: MergeChoices): string[] {
  return clashes.filter((path) => choices[path] === undefined);
}
