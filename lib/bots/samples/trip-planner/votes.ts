import type { Trip } from "./trip-memory";

/** Records a vote. The destination follows the most votes; while it is level with another it stays. */
export function castVote(trip: Trip, memberId: string, city: string): void {
  trip.votes[memberId] = city;
  const counts = countVotes(trip);
  const most = Math.max(...counts.values());
  if ((counts.get(trip.destination ?? "") ?? 0) < most) trip.destination = [...counts].find(([, count]) => count === most)?.[0];
}

/** Everybody who voted wants the destination. Those who did not vote go along. */
export function isUnanimous(trip: Trip): boolean {
  const votes = Object.values(trip.votes);
  return votes.length > 0 && votes.every((city) => city === trip.destination);
}

/** "2 for Lisbon, 1 for Split", most first. */
export function describeVotes(trip: Trip): string {
  const counts = [...countVotes(trip)].sort(([, a], [, b]) => b - a);
  return counts.map(([city, count]) => `${count} for ${city}`).join(", ");
}

function countVotes(trip: Trip): Map<string, number> {
  const counts = new Map<string, number>();
  for (const city of Object.values(trip.votes)) counts.set(city, (counts.get(city) ?? 0) + 1);
  return counts;
}
