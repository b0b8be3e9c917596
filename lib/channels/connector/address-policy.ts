import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import { BotRequestError } from "./bot-request-error";

/**
 * Where no bot can be: link-local addresses, among them the metadata services of clouds, which answer whoever asks with credentials of the
 * machine; and addresses of nobody or of many. Private ranges are fine, since a person registered the bot by hand.
 */
const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16, "ipv4");
refused.addAddress("168.63.129.16", "ipv4");
refused.addAddress("100.100.100.200", "ipv4");
refused.addAddress("192.0.0.192", "ipv4");
refused.addSubnet("0.0.0.0", 8, "ipv4");
refused.addSubnet("224.0.0.0", 3, "ipv4");
refused.addAddress("::", "ipv6");
refused.addSubnet("fe80::", 10, "ipv6");
refused.addSubnet("ff00::", 8, "ipv6");
refused.addAddress("fd00:ec2::254", "ipv6");
refused.addAddress("fd20:ce::254", "ipv6");
// IPv4 inside IPv6: translated (RFC 6052) and 6to4; the mapped form is known to BlockList.
refused.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
refused.addSubnet("2002:a9fe::", 32, "ipv6");

export function isRefusedAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || refused.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** An address written as such needs no look-up, and gets none from Node. */
export function refuseLiteral({ hostname }: URL): void {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && isRefusedAddress(literal)) throw refusedAddress();
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * `lookup` for a socket: what is checked here is what the socket connects to, so that a name cannot lead elsewhere between look and
 * leap. One refused address among a name's addresses refuses the name.
 */
export function guardedLookup(hostname: string, options: { family?: unknown; hints?: number; all?: boolean }, found: Found): void {
  lookup(hostname, { hints: options.hints, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return found(error ?? new Error("The name has no address."), "");
    if (addresses.some(({ address }) => isRefusedAddress(address))) return found(refusedAddress(), "");
    if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}

function refusedAddress(): BotRequestError {
  return new BotRequestError(
    "address_refused",
    "The address of the bot is a link-local or metadata address, or none of a machine; such are never asked. Register the bot under another.",
  );
}
