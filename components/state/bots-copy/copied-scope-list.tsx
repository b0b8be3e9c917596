"use client";
import { useMemo } from "react";
import { type BotCopy, countChanges, type StateChange, scopes } from "@/lib/model";
import { useMarks } from "../panels/use-marks";
import { useOpenNodes } from "../tree/use-open-nodes";
import { toCopiedScopes } from "./compare-copies";
import { CopiedScope } from "./copied-scope";

type CopiedScopeListProps = { copy: BotCopy; changes: readonly StateChange[]; scroller: HTMLElement | null };

/** The scopes that the bot told, and why the others are missing. */
export function CopiedScopeList({ copy, changes, scroller }: CopiedScopeListProps) {
  const marks = useMarks(changes);
  const counts = useMemo(() => countChanges(changes), [changes]);
  const told = useMemo(() => toCopiedScopes(copy), [copy]);
  // Apart from what is open in the panels: the same path may stand in both.
  const open = useOpenNodes("turnscope.bots-copy.open");
  return (
    <>
      {scopes.map((scope) => {
        const data = told[scope];
        if (data === null) return null;
        return (
          <CopiedScope key={scope} scope={scope} data={data} marks={marks[scope]} counts={counts[scope]} open={open} scroller={scroller} />
        );
      })}
      <p className="max-w-prose pt-1 pr-3 pl-6.5 text-xs text-muted">{whyIncomplete[copy.source]}</p>
    </>
  );
}

const whyIncomplete: Record<BotCopy["source"], string> = {
  inspection:
    "Private state is missing because InspectionMiddleware tells user and conversation state only; dialogs stand inside conversation state.",
  debug: "Only the variables that the bot watches (session.watch) are told, in the debug event at the end of its replies.",
};
