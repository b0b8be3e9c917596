import { encodeText, sql } from "@/lib/db";
import { type Caller, dayOf, type ExtendCaseRequest, HarnessError, type PrivacyCase } from "@/lib/model";
import { changeRequest } from "./change-request";
import { deadlineOfCase } from "./deadline-of-case";
import { requireCurrent } from "./move-request";
import { requireOpen } from "./require-open";

/**
 * Takes two months more, of which the person was told within the first (Art. 12(3)). Throws `case_not_extendable` when that is over, or was
 * done already.
 */
export async function extendRequest(number: string, asked: ExtendCaseRequest, caller: Caller): Promise<PrivacyCase> {
  const found = requireOpen(await requireCurrent(number, asked.version));
  const today = dayOf(new Date());
  const noticeOn = asked.noticeOn ?? today;
  const { isExtended, isExtendable, extendableUntil } = deadlineOfCase(found);
  if (isExtended) throw new HarnessError("case_not_extendable", "This case was extended already, and there is no second extension.");
  if (!isExtendable || noticeOn > extendableUntil) {
    throw new HarnessError("case_not_extendable", `The person had to be told by ${extendableUntil}; an extension after that is void.`, {
      details: { extendableUntil },
    });
  }
  if (noticeOn > today || noticeOn < found.receivedOn) {
    throw new HarnessError("invalid_request", "The person was told between the day of receipt and today.");
  }
  const extension = encodeText(JSON.stringify({ on: today, noticeOn, reason: asked.reason }));
  const statements = [sql`UPDATE privacy_request SET extension = ${extension} WHERE number = ${number}`];
  return changeRequest(found, { caller, detail: { extended: true }, statements });
}
