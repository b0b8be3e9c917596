/**
 * What a bot sent, without the path that is secret to it: SDKs repeat the serviceUrl in replies, traces and references, and whoever knows it
 * could speak for the bot. What is left is the address that everybody knows.
 */
export function withoutServiceAddress(value: unknown, serviceUrl: string): unknown {
  const { pathname } = new URL(serviceUrl);
  const text = JSON.stringify(value);
  return text?.includes(pathname) ? (JSON.parse(text.replaceAll(pathname, "")) as unknown) : value;
}
