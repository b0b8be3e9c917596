import * as z from "zod";

/** Headers carry Latin letters only, so the name comes percent-encoded. */
export const writerHeaders = {
  "x-turnscope-by": z
    .string()
    .max(2000)
    .refine((text) => decode(text) !== null, "Invalid input: percent-encode the name as UTF-8")
    .transform((text) => decode(text)?.trim().slice(0, 200) || "api")
    .default("api")
    .describe("Who writes, percent-encoded; shown beside the value and on the timeline; `api` when left out"),
};

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
