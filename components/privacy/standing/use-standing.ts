"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { HoldRequest, LiftRequest, RestrictRequest, StandingList } from "@/lib/model";
import { getStanding, holdPerson, listStanding, proposeLift, proposeRelease, restrictPerson, reviewHold } from "./standing-calls";

const standingKey = ["privacy", "standing"] as const;
export const proposalsKey = ["privacy", "proposals"] as const;

export const usePersonStanding = (personId: string) =>
  useQuery({ queryKey: [...standingKey, personId], queryFn: ({ signal }) => getStanding(personId, signal), staleTime: 0 });

/** Who is not simply free: one request for a whole list. */
const useStandingList = () =>
  useQuery({ queryKey: [...standingKey, "all"], queryFn: ({ signal }) => listStanding(signal), staleTime: 10_000 });

export type Marks = Omit<StandingList["people"][number], "personId">;

export const usePersonMarks = (personId: string): Marks | undefined =>
  useStandingList().data?.people.find((one) => one.personId === personId);
export const useConversationMarks = (conversationId: string): Marks | undefined =>
  useStandingList().data?.conversations.find((one) => one.conversationId === conversationId);

export function useStandingChanges(personId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ["privacy"] });
  return {
    restrict: useMutation({ mutationFn: (body: RestrictRequest) => restrictPerson(personId, body), onSettled }),
    lift: useMutation({ mutationFn: (body: LiftRequest) => proposeLift(personId, body), onSettled }),
    hold: useMutation({ mutationFn: (body: HoldRequest) => holdPerson(personId, body), onSettled }),
    review: useMutation({ mutationFn: (one: { holdId: string; reviewOn: string }) => reviewHold(one.holdId, one.reviewOn), onSettled }),
    release: useMutation({ mutationFn: (one: { holdId: string; reason: string }) => proposeRelease(one.holdId, one.reason), onSettled }),
  };
}
