import { useState } from "react";
import type { LeafKind } from "../values/leaf-text";

/** What is typed into the form of a row. It outlives the form, which goes while the past is looked at, and is there when it comes back. */
export type RowDraft = { name?: string; kind?: LeafKind; text?: string };

/** One part of a draft as state of the form that shows it. */
export function useDraft<K extends keyof RowDraft>(draft: RowDraft, part: K, initial: NonNullable<RowDraft[K]>) {
  const [value, setValue] = useState<NonNullable<RowDraft[K]>>(draft[part] ?? initial);
  const set = (next: NonNullable<RowDraft[K]>) => {
    draft[part] = next;
    setValue(next);
  };
  return [value, set] as const;
}
