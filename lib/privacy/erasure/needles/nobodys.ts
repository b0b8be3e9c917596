import { listBots } from "@/lib/conversations";
import { ownAddress } from "@/lib/env";
import { foldText } from "@/lib/facts";
import { conversationsOf, type Reach } from "../reach/reach";

/**
 * Tells what bots and conversations of several people are called, and where this server and they are found: a bot that keeps one of it says nothing
 * of anybody, and it stands in others' activities and in columns that no erasure changes. A conversation of one may be called by their number.
 */
export async function readNobodys(reach: Reach): Promise<(text: string) => boolean> {
  const bots = (await listBots()).flatMap(({ id, name, remote }) => [id, name, remote?.endpoint, remote?.appId, remote?.tenantId]);
  const shared = conversationsOf(reach, "shared").map(({ id }) => id);
  const names = new Set([...bots, ...shared].flatMap((one) => (one ? [foldText(one)] : [])));
  const address = foldText(ownAddress());
  return (text) => names.has(foldText(text)) || (/\w[.:]\w/.test(text) && address.includes(foldText(text)));
}
