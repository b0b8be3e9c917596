import type { Worker } from "node:worker_threads";
import { HarnessError } from "@/lib/model";
import type { HintOptions } from "./find-hints";
import type { Hint, Place } from "./hint";
import type { WorkerAnswer, WorkerJob } from "./worker-jobs";

type Waiting = { resolve: (hints: Hint[]) => void; reject: (error: unknown) => void; deadline: NodeJS.Timeout };

/**
 * One worker thread: started with the first job, stopped when it has been idle for a while, and never what keeps the process alive once
 * it has nothing to do. When it ends in the middle every job that waits fails and says so; the next one starts a new worker.
 */
export class WorkerThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly open: () => Worker,
    private readonly limits = { jobMs: 30_000, idleMs: 60_000 },
  ) {}

  run(places: Place[], options: HintOptions): Promise<Hint[]> {
    clearTimeout(this.idle);
    this.worker ??= this.start();
    const { worker } = this;
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.end(worker, "took too long"), this.limits.jobMs);
      this.waiting.set(id, { resolve, reject, deadline });
      worker.ref();
      worker.postMessage({ id, places, options } satisfies WorkerJob);
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.idle);
    const worker = this.worker;
    if (worker) this.end(worker, "was stopped");
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = this.open();
    worker.on("message", (answer: WorkerAnswer) => this.settle(worker, answer));
    worker.on("error", (error) => this.end(worker, `failed (${error.name})`));
    worker.on("exit", () => this.end(worker, "ended"));
    return worker;
  }

  private settle(worker: Worker, answer: WorkerAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    clearTimeout(waiting?.deadline);
    if ("hints" in answer) waiting?.resolve(answer.hints);
    else
      waiting?.reject(
        new HarnessError("detector_failed", `The look for personal data failed (${answer.failure}). Nothing is known of these values.`),
      );
    if (this.waiting.size > 0 || worker !== this.worker) return;
    worker.unref();
    this.idle = setTimeout(() => void this.stop(), this.limits.idleMs).unref();
  }

  private end(worker: Worker, how: string): void {
    if (worker !== this.worker) return;
    this.worker = null;
    void worker.terminate();
    for (const { reject, deadline } of this.waiting.values()) {
      clearTimeout(deadline);
      reject(
        new HarnessError(
          "detector_failed",
          `The look for personal data broke off: its worker ${how}. A new one is started when you look again.`,
        ),
      );
    }
    this.waiting.clear();
  }
}
