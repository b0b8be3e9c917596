import * as z from "zod";
import { HarnessError } from "@/lib/model";
import { findHintsByName, surestHints, toHint } from "./find-hints";
import { type Confidence, finding, type Hint, type HintKind, type PersonalDataDetector, type Place } from "./hint";
import { toSubject } from "./subject";

const requestsAtOnce = 4;

/** Entities of Presidio, and what they are here; null is not of a person by itself. Others are told as `other`. */
const kinds: Record<string, HintKind | null> = {
  EMAIL_ADDRESS: "email",
  PHONE_NUMBER: "phone",
  IBAN_CODE: "iban",
  CREDIT_CARD: "card",
  PERSON: "name",
  LOCATION: "address",
  IP_ADDRESS: "ip",
  NRP: "special-category",
  DATE_TIME: null,
  URL: null,
  US_SSN: "national-id",
  US_ITIN: "national-id",
  US_PASSPORT: "national-id",
  US_DRIVER_LICENSE: "national-id",
  UK_NHS: "national-id",
  UK_NINO: "national-id",
  ES_NIF: "national-id",
  ES_NIE: "national-id",
  IT_FISCAL_CODE: "national-id",
  MEDICAL_LICENSE: "national-id",
};

const analyzed = z.array(z.object({ entity_type: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/), score: z.number() }));

type PresidioOptions = { language?: string; timeoutMs?: number };

/**
 * Presidio's analyzer looks at the texts, one request each, with the names of properties as context; the names alone are judged here,
 * since Presidio knows none. Any failed request fails the whole look.
 */
export function presidioDetector(url: string, { language = "en", timeoutMs = 10_000 }: PresidioOptions = {}): PersonalDataDetector {
  return {
    async detect(places, signal) {
      const hints = findHintsByName(places);
      const waiting = places.filter(({ value }) => typeof value === "string" && value.trim() !== "");
      const failed = new AbortController();
      const work = async (): Promise<void> => {
        for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
          const limits = [AbortSignal.timeout(timeoutMs), failed.signal, ...(signal ? [signal] : [])];
          hints.push(...(await analyze(url, place, language, AbortSignal.any(limits))));
        }
      };
      const workers = Array.from({ length: requestsAtOnce }, work);
      await Promise.all(workers).catch(async (error: unknown) => {
        failed.abort();
        await Promise.allSettled(workers);
        signal?.throwIfAborted();
        throw error;
      });
      return surestHints(hints);
    },
  };
}

async function analyze(url: string, place: Place, language: string, signal: AbortSignal): Promise<Hint[]> {
  const { text, words } = toSubject(place);
  const body = JSON.stringify({ text, language, ...(words && { context: words.split(" ") }) });
  const found = await ask(`${url}/analyze`, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
  return found.flatMap(({ entity_type: entity, score }) => {
    const kind = entity in kinds ? kinds[entity] : "other";
    if (!kind) return [];
    const reason = `Presidio takes part of it for ${entity.toLowerCase().replaceAll("_", " ")}.`;
    return [toHint(place, finding(kind, toConfidence(score), reason))];
  });
}

async function ask(address: string, request: RequestInit): Promise<z.infer<typeof analyzed>> {
  let answer: unknown;
  try {
    const response = await fetch(address, { ...request, redirect: "error" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    answer = await response.json();
  } catch (cause) {
    throw new HarnessError(
      "detector_failed",
      `Presidio did not answer (${whatFailed(cause)}). Nothing is known of these values; see TURNSCOPE_PRESIDIO_URL.`,
    );
  }
  const parsed = analyzed.safeParse(answer);
  if (!parsed.success)
    throw new HarnessError("detector_failed", "What answers at TURNSCOPE_PRESIDIO_URL does not answer as Presidio's analyzer does.");
  return parsed.data;
}

/** Never the message of a parser, which quotes the answer. */
function whatFailed(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  if (cause.message.startsWith("status ")) return cause.message;
  const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code;
  return code ?? cause.name;
}

function toConfidence(score: number): Confidence {
  if (score >= 0.95) return "certain";
  return score >= 0.6 ? "likely" : "possible";
}
