import { strFromU8, unzipSync } from "fflate";
import { identityIdOf } from "@/lib/facts";
import { fullSight, localCaller } from "@/lib/model";
import { requireRequest } from "../../requests/case-row";
import { identifyByStaff } from "../../requests/identity-codes";
import { openRequest } from "../../requests/open-request";
import { fetchExport } from "../fetch-export";
import { makeExport } from "../make-export";

/** Whose name is in no export. */
export const reviewer = { ...localCaller, name: "Rita Reviewer" };

type Asked = {
  type?: "access" | "portability";
  release?: { conversationId: string; activityId: string; reason: string }[];
  channelId?: string;
};

/** What somebody gets: the files of their ZIP. */
export async function exportOf(
  userId: string,
  { type = "access", release = [], channelId = "webchat" }: Asked = {},
): Promise<Record<string, string>> {
  const { number } = await openRequest({ type, personId: identityIdOf({ channelId, userId }) }, reviewer);
  await identifyByStaff(await requireRequest(number), "Known by voice", reviewer);
  const { id } = await makeExport(number, { release }, { caller: reviewer, sight: fullSight });
  const unzipped = unzipSync(new Uint8Array(await fetchExport(number, id, reviewer)));
  return Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
