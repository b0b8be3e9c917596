"use client";
import { problemSentence } from "@/components/api/api-problem";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { type FactNote, factTitle } from "@/lib/model";
import { Card } from "./card";
import { dayWords } from "./fact-words";
import { noteNames } from "./link-words";
import { useFactNotes, usePersonChanges } from "./use-person";

/** What reviewers asked about this person's facts; nothing at all where nobody did. */
export function PersonNotes({ personId }: { personId: string }) {
  const { data: notes, error } = useFactNotes(personId);
  const { changeNote } = usePersonChanges(personId);
  if (error) return <ErrorNote title="The questions did not load" detail={problemSentence(error)} />;
  if (!notes || notes.length === 0) return null;
  const open = notes.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = notes.filter(({ resolvedAt }) => resolvedAt !== null);
  const set = (noteId: string, isResolved: boolean) => changeNote.mutate({ noteId, isResolved });
  return (
    <Card title={`Questions · ${open.length} open`}>
      {changeNote.error && <ErrorNote className="m-3" title="Not changed" detail={problemSentence(changeNote.error)} />}
      {open.length === 0 && <p className="px-4 py-3 text-sm text-muted">All are resolved.</p>}
      <ul>
        {open.map((note) => (
          <NoteRow key={note.noteId} note={note} action="Resolve" onAct={() => set(note.noteId, true)} />
        ))}
      </ul>
      {resolved.length > 0 && (
        <details className="border-t border-line">
          <summary className="cursor-pointer px-4 py-2 text-xs text-muted hover:bg-hover">Resolved · {resolved.length}</summary>
          <ul>
            {resolved.map((note) => (
              <NoteRow key={note.noteId} note={note} action="Open again" onAct={() => set(note.noteId, false)} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function NoteRow({ note, action, onAct }: { note: FactNote; action: string; onAct: () => void }) {
  const { kind, text, assignedTo, createdBy, createdAt, resolvedBy, resolvedAt } = note;
  const [now, title] = [new Date(), factTitle(note)];
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <div className="min-w-0 grow">
        <p>
          <Badge tone={kind === "wrong" ? "bad" : "warning"}>{noteNames[kind]}</Badge>{" "}
          <span className="font-medium break-words">{title}</span>
        </p>
        {text && <p className="mt-1 break-words whitespace-pre-wrap">{text}</p>}
        <p className="mt-0.5 text-xs text-muted">
          {createdBy} {dayWords(createdAt, now)}
          {assignedTo !== null && ` · for ${assignedTo}`}
          {resolvedAt !== null && ` · resolved ${dayWords(resolvedAt, now)} by ${resolvedBy}`}
          {note.factId === null && " · no longer remembered"}
        </p>
      </div>
      <Button size="sm" variant="ghost" aria-label={`${action}: ${noteNames[kind]} ${title}`} onClick={onAct}>
        {action}
      </Button>
    </li>
  );
}
