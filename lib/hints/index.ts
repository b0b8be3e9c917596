export { detectorFromEnv } from "./detector-from-env";
export type { Confidence, Hint, HintKind, PersonalDataDetector, Place } from "./hint";
