import { addMember, writeState } from "@/lib/conversations";
import { openConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { localCaller as caller, defaultChannelId as channelId, fullSight, randomText } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";
import { openRequest } from "../../requests/open-request";
import { approveErasure } from "../approve-erasure";
import { listPlacesOfCase } from "../review/list-places";
import { runErasure } from "../run-erasure";

/** Two people in one conversation, where somebody wrote by hand what no turn tells whose it is. */
export async function shareByHand() {
  const [ann, bo] = [`ann-${randomText(8)}`, `bo-${randomText(8)}`];
  const texts = {
    hers: `hers is a parrot ${randomText(10)}`,
    his: `his is a canoe ${randomText(10)}`,
    was: `was once a ferret ${randomText(10)}`,
  };
  const together = await openConversation({ userId: ann });
  await addMember(together.id, { id: bo });
  const write = (data: Record<string, string>) =>
    writeState({
      conversationId: together.id,
      userId: bo,
      writes: [{ scope: "conversation", data, ifMatch: "*" }],
      kind: "edit",
      by: "Tess",
    });
  await write({ hers: texts.hers, his: texts.his, was: texts.was });
  await write({ hers: texts.hers, his: texts.his });
  const { number } = await openRequest(
    { type: "erasure", personId: identityIdOf({ channelId, userId: ann }), receivedOn: "2026-11-20" },
    caller,
  );
  await moveRequest(number, "verified", { caller });
  return { number, together, ann, bo, texts };
}

export async function approveAndRun(number: string, planHash: string): Promise<void> {
  await approveErasure(number, { planHash, caller });
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
}

export async function placesByPattern(number: string) {
  const { places } = await listPlacesOfCase(number, fullSight);
  return Object.fromEntries(places.map((place) => [place.pattern, place]));
}

export const idsOf = async (number: string, ...patterns: string[]) => {
  const places = await placesByPattern(number);
  return patterns.map((pattern) => places[pattern]?.id ?? "");
};

export const isAnywhere = async (text: string) => (await (await db()).findTexts({ texts: [text, text.toLowerCase()] })).length > 0;
