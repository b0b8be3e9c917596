import type { TurnContext } from "botbuilder-core";
import { describeDates } from "./trip-dates";
import type { Trip, TripMemory } from "./trip-memory";
import { describeVotes } from "./votes";

/** The trip is agreed: says so, and forgets every member's private wishes, which were for the planning only. */
export async function concludeTrip(context: TurnContext, memory: TripMemory, trip: Trip): Promise<void> {
  trip.phase = "agreed";
  await memory.forgetWishes(context, trip.members);
  await context.sendActivity(
    `**It is agreed!**\n\n${describeTrip(trip)}\n\nThe budgets you told me are forgotten. Say *new trip* to plan another.`,
  );
}

/** The trip as a Markdown list. */
export function describeTrip(trip: Trip): string {
  const lines = [
    `- Destination: **${trip.destination ?? "not chosen yet"}**`,
    `- Dates: **${trip.dates ? describeDates(trip.dates) : "not chosen yet"}**`,
    `- Votes: ${describeVotes(trip) || "none yet"}`,
  ];
  return lines.join("\n");
}
