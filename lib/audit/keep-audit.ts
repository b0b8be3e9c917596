import { purgeAudit } from "./purge-audit";
import { signAuditHead } from "./sign-head";

const hourMs = 3_600_000;

type KeepOptions = { onError: (error: unknown) => void; everyMs?: number };

/** Signs the end of the log now and every hour, and purges what is old. Answers how to stop, which signs once more. */
export function keepAudit({ onError, everyMs = hourMs }: KeepOptions): () => Promise<void> {
  const tick = async (): Promise<void> => {
    try {
      await purgeAudit();
      await signAuditHead();
    } catch (error) {
      onError(error);
    }
  };
  void tick();
  const timer = setInterval(() => void tick(), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await tick();
  };
}
