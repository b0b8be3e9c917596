import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Sql } from "./sql";
import { toStored } from "./sqlite-writer";

export type Question = { id: number; sql: string; values: unknown[]; texts: readonly string[] };
type Answer = { id: number; rows: unknown[] } | { id: number; error: string };
type Waiting = { resolve: (rows: unknown[]) => void; reject: (error: Error) => void };

/**
 * Answers statements one after the other in a thread of its own, with a connection that only reads. The thread starts with the first
 * one and keeps the process alive only while it works. Should it end, whatever waits fails, and the next statement starts another.
 */
export class SqliteReader {
  private thread: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(private readonly file: string) {}

  /** `has_text(…)` in the statement asks whether a text has one of `texts` in it. */
  query(statement: Sql, texts: readonly string[] = []): Promise<unknown[]> {
    const thread = this.thread ?? this.start();
    const question: Question = { id: ++this.lastId, sql: statement.sql, values: statement.values.map(toStored), texts };
    return new Promise((resolve, reject) => {
      this.waiting.set(question.id, { resolve, reject });
      thread.ref();
      thread.postMessage(question);
    });
  }

  /** After what was asked is answered. */
  async close(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    const ended = once(thread, "exit");
    thread.postMessage("close");
    await ended;
  }

  private start(): Worker {
    const thread = new Worker(threadFile(), { workerData: { file: this.file }, execArgv: [] });
    let reason = "it ended";
    thread.on("message", (answer: Answer) => this.settle(thread, answer));
    thread.on("error", (error) => {
      reason = error.message;
    });
    thread.on("exit", () => this.end(reason));
    this.thread = thread;
    return thread;
  }

  private settle(thread: Worker, answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ("rows" in answer) waiting?.resolve(answer.rows);
    else waiting?.reject(new Error(answer.error));
    if (this.waiting.size === 0) thread.unref();
  }

  private end(reason: string): void {
    this.thread = null;
    for (const { reject } of this.waiting.values()) reject(new Error(`The thread that reads the database failed: ${reason}`));
    this.waiting.clear();
  }
}

/** Plain JavaScript that needs no build, found like the migrations: whoever runs Turnscope does so from its folder. */
function threadFile(): string {
  return path.join(process.cwd(), "lib", "db", "reader-thread.mjs");
}
