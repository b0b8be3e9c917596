import type { ErasurePlan } from "@/lib/model";
import { holdsOn } from "@/lib/standing";
import { isOnWhole } from "./find-held";
import { identityIdsOf, keepingHolds, type Reach } from "./reach";

/** The holds by which something of the person stays. Of a hold on somebody else the matter is not said: it may tell who that is. */
export async function describeHolds(reach: Reach): Promise<ErasurePlan["holds"]> {
  const holds = await holdsOn({ identityIds: identityIdsOf(reach), conversationIds: reach.conversations.map(({ id }) => id) });
  const shown = holds.map((hold): ErasurePlan["holds"][number] => {
    const on = isOnWhole(hold) ? "person" : hold.conversationId === null ? "days" : "conversation";
    return { matter: hold.matter, on, owner: hold.owner, reviewOn: hold.reviewOn, ground: "17(3)(e)" };
  });
  const ofOthers = keepingHolds(reach).map(({ owner, reviewOn }): ErasurePlan["holds"][number] => ({
    matter: "",
    on: "other",
    owner,
    reviewOn,
    ground: "17(3)(e)",
  }));
  // A hold on a person is one for each account of theirs.
  return [...new Map(shown.map((one) => [JSON.stringify(one), one])).values(), ...ofOthers];
}
