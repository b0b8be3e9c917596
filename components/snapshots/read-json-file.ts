import { maxFileBytes } from "@/lib/model";

/** What a chosen file holds, as JSON. Throws an Error with a sentence for the person. */
export async function readJsonFile(file: File): Promise<unknown> {
  if (file.size > maxFileBytes) throw new Error(`${file.name} is larger than 64 MiB, which is more than any file of Turnscope.`);
  const text = await file.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file.name} is not JSON, or was cut off: ${reason}`, { cause });
  }
}
