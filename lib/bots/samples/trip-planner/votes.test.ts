import { expect, test } from "vitest";
import type { Trip } from "./trip-memory";
import { castVote, describeVotes, isUnanimous } from "./votes";

function newTrip(): Trip {
  return { phase: "destination", votes: {}, members: [] };
}

test("the destination follows the most votes and stays while it is level", () => {
  const trip = newTrip();
  castVote(trip, "ann", "Lisbon");
  castVote(trip, "bo", "Split");
  expect(trip.destination).toBe("Lisbon");
  castVote(trip, "cy", "Split");
  expect([trip.destination, describeVotes(trip)]).toEqual(["Split", "2 for Split, 1 for Lisbon"]);
});

test("it is unanimous when everybody who voted wants the destination", () => {
  const trip = newTrip();
  expect(isUnanimous(trip)).toBe(false);
  castVote(trip, "ann", "Lisbon");
  expect(isUnanimous(trip)).toBe(true);
  castVote(trip, "bo", "Split");
  expect(isUnanimous(trip)).toBe(false);
  castVote(trip, "bo", "Lisbon");
  expect(isUnanimous(trip)).toBe(true);
});
