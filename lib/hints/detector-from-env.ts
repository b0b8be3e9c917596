import { type Env, env } from "@/lib/env";
import type { PersonalDataDetector } from "./hint";
import { ourDetector } from "./our-detector";
import { presidioDetector } from "./presidio-detector";

/** Presidio where TURNSCOPE_PRESIDIO_URL names one, else our own detectors. */
export function detectorFromEnv({ presidioUrl, phoneRegions }: Pick<Env, "presidioUrl" | "phoneRegions"> = env()): PersonalDataDetector {
  return presidioUrl === null ? ourDetector({ phoneRegions }) : presidioDetector(presidioUrl);
}
