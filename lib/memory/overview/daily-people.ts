/** How many people had a path at the end of the days on which that changed, in order. */
export type PathDays = readonly { day: string; people: number }[];

const dayMs = 86_400_000;

/** The last days in UTC, today last. */
export function lastDays(count: number, now: Date): string[] {
  return Array.from({ length: count }, (_, index) => new Date(now.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10));
}

/** For each of the days, in order: a day without a change is like the one before. */
export function dailyPeople(changes: PathDays, days: readonly string[]): number[] {
  let next = 0;
  let people = 0;
  return days.map((day) => {
    for (let change = changes[next]; change && change.day <= day; change = changes[next]) {
      people = change.people;
      next += 1;
    }
    return people;
  });
}
