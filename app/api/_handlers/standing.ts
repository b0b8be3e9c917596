import { holdPerson, listHolds, listStanding, proposeLift, proposeRelease, readStanding, restrictPerson, reviewHold } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/standing";

export const standingHandlers = [
  handle(operations.getStanding, async ({ params }, { sight }) => ({ body: await readStanding(params.personId, sight) })),
  handle(operations.listStanding, async (_, { sight }) => ({ body: await listStanding(sight) })),
  handle(operations.restrictPerson, async ({ params, body }, { caller, sight }) => {
    await restrictPerson(params.personId, body, caller);
    return { body: await readStanding(params.personId, sight) };
  }),
  handle(operations.liftRestriction, async ({ params, body }, { caller }) => ({ body: await proposeLift(params.personId, body, caller) })),
  handle(operations.holdPerson, async ({ params, body }, { caller, sight }) => {
    await holdPerson(params.personId, body, caller);
    return { body: await readStanding(params.personId, sight) };
  }),
  handle(operations.listHolds, async () => ({ body: { holds: await listHolds() } })),
  handle(operations.reviewHold, async ({ params, body }, { caller }) => {
    await reviewHold(params.holdId, body.reviewOn, caller);
    return { body: { holds: await listHolds() } };
  }),
  handle(operations.releaseHold, async ({ params, body }, { caller }) => ({
    body: await proposeRelease(params.holdId, { reason: body.reason, caller }),
  })),
];
