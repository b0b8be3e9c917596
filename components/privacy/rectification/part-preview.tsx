"use client";
import { Fragment } from "react";
import type { CorrectionPlace } from "@/lib/model";

type PartPreviewProps = {
  id: string;
  within: NonNullable<CorrectionPlace["within"]>;
  /** What each part becomes; null where they stay. */
  wanted: string | null;
};

/** A text as it is and as it would become: the parts that are replaced, struck through, with what comes in their place. */
export function PartPreview({ id, within: { parts, after, more }, wanted }: PartPreviewProps) {
  return (
    <p id={id} className="mb-1 ml-6 rounded-sm bg-raised px-2 py-1 text-sm whitespace-pre-wrap wrap-anywhere">
      {parts.map(({ before, part }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are alike and are told apart by their order alone
        <Fragment key={index}>
          {before}
          <PartChange part={part} wanted={wanted} />
        </Fragment>
      ))}
      {after}
      {more > 0 && <span className="block text-xs text-muted">and {more === 1 ? "one more such part" : `${more} more such parts`}</span>}
    </p>
  );
}

function PartChange({ part, wanted }: { part: string; wanted: string | null }) {
  if (wanted === null || wanted.trim() === "" || wanted === part) return <mark className="bg-changed-wash text-ink">{part}</mark>;
  return (
    <>
      <del className="bg-removed-wash text-removed">{part}</del> <ins className="bg-added-wash text-added no-underline">{wanted}</ins>
    </>
  );
}
