import { type Activity, isJsonObject, type JsonValue } from "@/lib/model";

const telling = new Set(["tokens/response", "signin/tokenExchange"]);
const leftOut = "(left out)";

/** An activity as the log may have it: without the token of a person that it tells the bot, or that a trace repeats. */
export function hideToken<Told extends Partial<Activity>>(activity: Told): Told {
  const value = hideIn(activity);
  return value === undefined ? activity : { ...activity, value };
}

/** Undefined when there is nothing to hide. */
function hideIn({ type, name, value }: { type?: unknown; name?: unknown; value?: unknown }): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  if (typeof name === "string" && telling.has(name) && value.token !== undefined) return { ...value, token: leftOut };
  if (type !== "trace") return undefined;
  const repeated = hideIn(value);
  return repeated === undefined ? undefined : { ...value, value: repeated };
}
