import { type AuditFilter, requestNumber } from "@/lib/model";
import type { ChosenEntries } from "./audit-filters";

/** What to ask for. Days are those of whoever looks; a case number that is not complete yet is left out. */
export function toFilter({ personId, action, actor, caseNumber, from, to }: ChosenEntries): AuditFilter {
  const isNumber = requestNumber.safeParse(caseNumber.trim()).success;
  return {
    ...(personId && { personId }),
    ...(action && { action }),
    ...(actor && { actor }),
    ...(isNumber && { case: caseNumber.trim() }),
    ...(from && { from: startOfDay(from, 0) }),
    ...(to && { to: startOfDay(to, 1) }),
  };
}

function startOfDay(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
