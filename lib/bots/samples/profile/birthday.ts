const months = "January February March April May June July August September October November December".split(" ");

/**
 * The birthday in a TIMEX date of the recognizer: "1994-03-14", or "--03-14" (ISO 8601) when the year was not said.
 * Null for what is no day ("next week", "at noon"), lies ahead, or is longer ago than people live.
 */
export function toBirthday(timex: string, today: Date): string | null {
  const day = /^(XXXX|\d{4})-(\d{2}-\d{2})(?:T.*)?$/.exec(timex);
  if (!day) return null;
  const [, year = "", monthAndDay = ""] = day;
  if (year === "XXXX") return `--${monthAndDay}`;
  const birthday = `${year}-${monthAndDay}`;
  const isPast = birthday <= today.toISOString().slice(0, 10);
  return isPast && Number(year) >= today.getUTCFullYear() - 120 ? birthday : null;
}

/** "14 March 1994" or "14 March". */
export function describeBirthday(birthday: string): string {
  const [day = "", month = "", year = ""] = birthday.replace(/^--/, "-").split("-").reverse();
  return [String(Number(day)), months[Number(month) - 1] ?? month, year].filter(Boolean).join(" ");
}
