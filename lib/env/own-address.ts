import { env } from "./env";
import { processSingleton } from "./process-singleton";

type Listening = { address: string | null };

const listening = (): Listening => processSingleton<Listening>("own-address", () => ({ address: null }));

/** Where this process is asked, without a slash at the end: what bots and clients are told. */
export function ownAddress(): string {
  const { host, port } = env();
  return listening().address ?? toAddress(host, port);
}

/** Told once the server listens: only then is the port known that was asked for as 0. */
export function setOwnAddress(host: string, port: number): void {
  listening().address = toAddress(host, port);
}

function toAddress(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
