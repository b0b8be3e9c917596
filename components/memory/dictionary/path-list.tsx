"use client";
import { VirtualList } from "@/components/ui/virtual-list";
import type { DictionaryPath } from "@/lib/model";
import { PathRow, rowColumns } from "./path-row";

type PathListProps = {
  paths: readonly DictionaryPath[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onOpen: (path: DictionaryPath) => void;
  /** The scroll area of the page; null until it is there. */
  scroller: HTMLElement | null;
};

const rowGuessPx = 60;

/** The facts, of which only those in sight are drawn: a bot that makes up names has thousands. */
export function PathList({ paths, chosen, onChoose, onOpen, scroller }: PathListProps) {
  const areAllChosen = paths.length > 0 && paths.every(({ id }) => chosen.has(id));
  const now = Date.now();
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <div className={`${rowColumns} border-b border-line bg-raised px-3 py-1.5 text-xs text-muted`}>
        <input
          type="checkbox"
          aria-label="Choose all that are listed"
          checked={areAllChosen}
          onChange={({ target }) =>
            onChoose(
              paths.map(({ id }) => id),
              target.checked,
            )
          }
          className="size-4"
        />
        <span>Fact</span>
        <span className="max-md:hidden">Examples</span>
        <span className="max-md:hidden">Who has it</span>
        <span className="max-md:hidden">Last written</span>
      </div>
      <VirtualList label="Facts" items={paths} keyOf={({ id }) => id} scroller={scroller} rowGuessPx={rowGuessPx}>
        {(path) => (
          <PathRow
            path={path}
            isChosen={chosen.has(path.id)}
            onChoose={(isChosen) => onChoose([path.id], isChosen)}
            onOpen={() => onOpen(path)}
            now={now}
          />
        )}
      </VirtualList>
    </div>
  );
}
