import { Button } from "@/components/ui/button";

type OvertakenNoteProps = { changes: readonly string[]; onTakeTheirs: () => void; onApplyMine: () => void };

/** Somebody saved other rules while these were being changed: nothing of either is lost before the person chooses. */
export function OvertakenNote({ changes, onTakeTheirs, onApplyMine }: OvertakenNoteProps) {
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md border border-line bg-changed-wash px-3 py-2 text-sm">
      <p className="font-semibold">Somebody saved other rules meanwhile. Yours are below, not saved yet.</p>
      {changes.length > 0 && (
        <ul aria-label="What they changed" className="list-disc pl-5">
          {changes.map((change) => (
            <li key={change} className="wrap-anywhere">
              {change}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onTakeTheirs}>Take theirs, discard mine</Button>
        <Button variant="primary" onClick={onApplyMine}>
          Apply my changes to theirs
        </Button>
      </div>
    </div>
  );
}
