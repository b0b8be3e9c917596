import { maxAttachmentBytes, maxAttachments } from "@/lib/model";

type Sized = { name: string; size: number };

// Rounded up: a file of 4 MiB and a byte is not "4.0 MiB".
const megabytes = (bytes: number): string => `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1)} MiB`;

/** Splits chosen files into those that can be sent and, for the others, one sentence that says why not. */
export function checkFiles<Chosen>(
  files: readonly Chosen[],
  toSized: (file: Chosen) => Sized,
): { accepted: Chosen[]; refusal: string | null } {
  const tooLarge = files.filter((file) => toSized(file).size > maxAttachmentBytes);
  const fitting = files.filter((file) => toSized(file).size <= maxAttachmentBytes);
  const accepted = fitting.slice(0, maxAttachments);
  const sentences = [
    tooLarge.length > 0 && tooLargeSentence(tooLarge.map(toSized)),
    fitting.length > accepted.length && tooManySentence(fitting.length),
  ];
  return { accepted, refusal: sentences.filter(Boolean).join(" ") || null };
}

function tooLargeSentence(files: Sized[]): string {
  const [first] = files;
  if (files.length === 1 && first) return `${first.name} was left out: it is ${megabytes(first.size)}, and a file may have 4 MiB at most.`;
  return `${files.length} files were left out: each is larger than the 4 MiB a file may have.`;
}

function tooManySentence(count: number): string {
  return `A message carries ${maxAttachments} files at most; the last ${count - maxAttachments} were left out.`;
}
