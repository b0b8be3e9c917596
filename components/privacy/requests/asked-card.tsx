"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Card } from "@/components/people/card";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import type { CaseDetail } from "@/lib/model";
import { caseDay, typeMeanings } from "./case-words";
import type { CaseChanges } from "./use-cases";

type AskedCardProps = { found: CaseDetail; changes: CaseChanges };

/** What the person asked for, and what reviewers note; nothing of it outlives the person. */
export function AskedCard({ found, changes: { change } }: AskedCardProps) {
  /** What is typed and not saved, and the notes on which it was begun; it stays whatever else happens to the case meanwhile. */
  const [draft, setDraft] = useState<{ text: string; onto: string } | null>(null);
  const notes = found.isMasked ? found.notes : (draft?.text ?? found.notes);
  const isOvertaken = draft !== null && draft.onto !== found.notes && draft.text !== found.notes;
  return (
    <>
      <Card title="What is asked">
        <div className="px-4 py-3 text-sm">
          <p className="text-muted">{typeMeanings[found.type]}</p>
          {found.asked && <blockquote className="mt-2 border-l-2 border-line-strong pl-3 whitespace-pre-wrap">{found.asked}</blockquote>}
          {found.identified && <p className="mt-2 text-xs text-muted">{identifiedWords(found.identified)}</p>}
        </div>
      </Card>
      <Card title="Notes">
        <div className="flex flex-col gap-2 px-4 py-3">
          <TextArea
            label="Notes"
            isLabelHidden
            rows={4}
            maxLength={4000}
            placeholder={found.isMasked ? "Unmask the person to read and write notes" : "What others who work on this should know"}
            disabled={found.isMasked}
            value={notes}
            onChange={({ target }) => setDraft({ text: target.value, onto: draft?.onto ?? found.notes })}
          />
          {isOvertaken && (
            <div role="status" className="text-sm">
              <p className="text-changed">Somebody else changed the notes meanwhile. They say now:</p>
              <blockquote className="mt-1 border-l-2 border-line-strong pl-3 whitespace-pre-wrap">{found.notes}</blockquote>
            </div>
          )}
          {notes !== found.notes && (
            <Button
              className="self-start"
              disabled={change.isPending}
              onClick={() => change.mutate({ notes, version: found.version }, { onSuccess: () => setDraft(null) })}
            >
              {isOvertaken ? "Save mine instead" : "Save the notes"}
            </Button>
          )}
          {change.error && <ErrorNote title="Not saved" detail={problemSentence(change.error)} />}
        </div>
      </Card>
    </>
  );
}

/** Who confirmed it and how they knew are words of people: of somebody who was erased neither is left. */
function identifiedWords({ how, by, at, note }: NonNullable<CaseDetail["identified"]>): string {
  const who = how === "code" ? " by a code in their chat" : by === "[erased]" ? "" : ` by ${by}`;
  return `Identity confirmed${who} on ${caseDay(at.slice(0, 10))}${note && note !== "[erased]" ? `: ${note}` : ""}`;
}
