import { type Env, env, listSettingWarnings, processSingleton } from "@/lib/env";

const seen = processSingleton("forwarded-requests", () => ({ isAny: false }));

const forwardedWarning =
  "Requests come with X-Forwarded-For, as a proxy writes it, and TURNSCOPE_TRUST_PROXY is not set: tries to sign in are counted by the address of whoever connects, which is the proxy's for everybody. Set TURNSCOPE_TRUST_PROXY=1 where your proxy writes that header, and TURNSCOPE_TRUST_PROXY=0 where it does not.";

/** Takes note of a request that says it was passed on; the first is told of in the log where no setting says what that is worth. */
export function noteForwarded({ trustsProxy }: Pick<Env, "trustsProxy">): void {
  if (seen.isAny || trustsProxy !== null) return;
  seen.isAny = true;
  console.warn(`WARNING: ${forwardedWarning}`);
}

/** What an administrator should know of how addresses are told apart: of the settings, and of what has come since the start. */
export function listAccessWarnings(setting: Env = env()): string[] {
  const ofSettings = listSettingWarnings(setting);
  return seen.isAny && setting.trustsProxy === null && ofSettings.length === 0 ? [forwardedWarning] : ofSettings;
}

/** For tests: as at the start of the server. */
export function forgetForwarded(): void {
  seen.isAny = false;
}
