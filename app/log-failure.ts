/** Names and stacks only: messages may quote what a person wrote. */
export function logFailure(place: string, error: unknown): void {
  const { name, stack = "" } = error instanceof Error ? error : new Error("not an Error");
  const frames = stack.split("\n").filter((line) => line.trimStart().startsWith("at "));
  console.error([`${place}: ${name}`, ...frames].join("\n"));
}
