import { expect, test } from "vitest";
import { maxAttachmentBytes, maxAttachments } from "@/lib/model";
import { checkFiles } from "./check-files";

const file = (name: string, size: number) => ({ name, size });
const check = (files: { name: string; size: number }[]) => checkFiles(files, (chosen) => chosen);

test("files of 4 MiB are accepted without a word", () => {
  const files = [file("a.txt", 1), file("b.bin", maxAttachmentBytes)];
  expect(check(files)).toEqual({ accepted: files, refusal: null });
});

test("a larger file is left out, by name, and the others stay", () => {
  const { accepted, refusal } = check([file("a.txt", 1), file("film.mp4", maxAttachmentBytes + 1)]);
  expect(accepted).toEqual([file("a.txt", 1)]);
  expect(refusal).toBe("film.mp4 was left out: it is 4.1 MiB, and a file may have 4 MiB at most.");
});

test("more files than a message carries are left out from the end", () => {
  const { accepted, refusal } = check(Array.from({ length: maxAttachments + 2 }, (_, index) => file(`${index}`, 1)));
  expect(accepted).toHaveLength(maxAttachments);
  expect(refusal).toBe("A message carries 10 files at most; the last 2 were left out.");
});
