import type { BotLog, DialogEvent, logLevels, TurnRecord } from "@/lib/model";

/** What can be seen of a turn besides its activities and its storage. */
export type Observed = Pick<TurnRecord, "dialogs" | "logs" | "problems">;

/** What goes beyond these is counted only. */
export const maxDialogEvents = 1000;
export const maxLogs = 200;
export const maxLogCharacters = 2000;

/** Collects what a bot does in one turn. What comes after the end belongs to no turn and is dropped. */
export class TurnObserver {
  private readonly startedMs = performance.now();
  private readonly dialogs: DialogEvent[] = [];
  private readonly logs: BotLog[] = [];
  private readonly problems = new Set<string>();
  private dialogCount = 0;
  private logCount = 0;
  private hasEnded = false;

  /** Answers the event as noted, or null when it was only counted. */
  noteDialog(event: Omit<DialogEvent, "atMs">): DialogEvent | null {
    if (this.hasEnded) return null;
    this.dialogCount += 1;
    if (this.dialogCount > maxDialogEvents) return null;
    const noted = { ...event, atMs: this.now() };
    this.dialogs.push(noted);
    return noted;
  }

  /** What was noted did not happen after all. */
  forgetDialog(event: DialogEvent): void {
    const place = this.dialogs.lastIndexOf(event);
    if (this.hasEnded || place === -1) return;
    this.dialogs.splice(place, 1);
    this.dialogCount -= 1;
  }

  noteLog(level: (typeof logLevels)[number], text: string): void {
    if (this.hasEnded) return;
    this.logCount += 1;
    if (this.logCount <= maxLogs) this.logs.push({ level, text: shorten(text), atMs: this.now() });
  }

  noteProblem(problem: string): void {
    if (!this.hasEnded) this.problems.add(problem);
  }

  end(): Observed {
    this.hasEnded = true;
    if (this.dialogCount > maxDialogEvents)
      this.problems.add(`${this.dialogCount - maxDialogEvents} more dialog events were not recorded.`);
    if (this.logCount > maxLogs) this.problems.add(`${this.logCount - maxLogs} more log lines were not recorded.`);
    return { dialogs: this.dialogs, logs: this.logs, problems: [...this.problems] };
  }

  private now(): number {
    return Math.round((performance.now() - this.startedMs) * 1000) / 1000;
  }
}

function shorten(text: string): string {
  if (text.length <= maxLogCharacters) return text;
  return `${text.slice(0, maxLogCharacters)}… (${text.length - maxLogCharacters} more characters)`;
}
