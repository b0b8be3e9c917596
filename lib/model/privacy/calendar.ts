/** Days as YYYY-MM-DD: a deadline has no hours and no time zone. */
export type Day = string;

const dayMs = 86_400_000;

export function addDays(day: Day, days: number): Day {
  return toDay(Date.parse(day) + days * dayMs);
}

/** The same-numbered day of a later month, or that month's last day where it has none (Reg. 1182/71 Art. 3(2)(c)). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
}

/** From one day to another: negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The calendar day where this runs. */
export function dayOf(date: Date): Day {
  return toDay(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
}

export function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day) && !isHolidayEverywhere(day);
}

/** The day itself, or the next on which people work (Reg. 1182/71 Art. 3(4)). */
export function rollToWorkingDay(day: Day, holidays: ReadonlySet<Day>): Day {
  return isWorkingDay(day, holidays) ? day : rollToWorkingDay(addDays(day, 1), holidays);
}

/** In every member state and in the United Kingdom. Others differ, and a day taken for a holiday that is none would make us late. */
function isHolidayEverywhere(day: Day): boolean {
  return day.endsWith("-01-01") || day.endsWith("-12-25");
}

function toDay(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
