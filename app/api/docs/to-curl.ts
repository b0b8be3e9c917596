import type { ListedOperation } from "./list-operations";

/** Stand-ins for what only the reader's own server knows. */
const examples: Record<string, string> = { conversationId: "c-7k2m9x4q1p", scope: "user", number: "2" };

/** The operation as a command for a POSIX shell. */
export function toCurl({ method, path, operation }: ListedOperation, origin: string): string {
  const address = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples[name] ?? name))}`;
  const [body] = Object.entries(operation.requestBody?.content ?? {});
  const needsCondition = operation.parameters.some(({ name }) => name === "if-match");
  const parts = [
    method === "GET" ? "curl" : `curl -X ${method}`,
    ...(needsCondition ? [`-H ${quote("If-Match: *")}`] : []),
    ...(body ? [`-H ${quote(`Content-Type: ${body[0]}`)}`, `-d ${quote(JSON.stringify(body[1].example))}`] : []),
    quote(address),
  ];
  return parts.join(parts.length > 2 ? " \\\n  " : " ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
