import type { JsonValue } from "@/lib/model";

export type HintKind =
  | "email"
  | "phone"
  | "iban"
  | "card"
  | "name"
  | "birth-date"
  | "address"
  | "ip"
  | "national-id"
  | "special-category"
  | "other";

/** From the surest to the least sure. */
export const confidences = ["certain", "likely", "possible"] as const;
export type Confidence = (typeof confidences)[number];

/** A value and where it stands: a JSON Pointer in which `[]` is any item of a list, such as "/orders/[]/email" or "/orders[]/email". */
export type Place = { path: string; value: Exclude<JsonValue, object> | null };

/** What a value might be, never a verdict. The reason is a sentence that does not repeat the value. */
export type Hint = {
  path: string;
  kind: HintKind;
  confidence: Confidence;
  reason: string;
  /** What the dictionary could call it. */
  category?: string;
};

/** What one detector says of one value; whose place it is, is known by who asked. */
export type Finding = Omit<Hint, "path">;

export type PersonalDataDetector = {
  /**
   * One hint for each path and kind, the surest. Throws `detector_failed` when it could not look, so that no hints always means that
   * nothing was found.
   */
  detect(places: Place[], signal?: AbortSignal): Promise<Hint[]>;
};

const categories: Partial<Record<HintKind, string>> = {
  email: "contact",
  phone: "contact",
  name: "identity",
  "birth-date": "identity",
  "national-id": "identity",
  address: "location",
  ip: "online identifier",
  iban: "payment",
  card: "payment",
};

export function finding(kind: HintKind, confidence: Confidence, reason: string, category = categories[kind]): Finding {
  return { kind, confidence, reason, ...(category && { category }) };
}
