import { ScopeDot } from "@/components/ui/scope-dot";
import { type ChangeCounts, type JsonValue, type Scope, scopeLabels } from "@/lib/model";
import { CountsLabel } from "../tree/change-label";
import type { ChangeMarks } from "../tree/change-marks";
import { StateTree } from "../tree/state-tree";
import type { OpenNodes } from "../tree/use-open-nodes";
import { ValueText } from "../tree/value-text";
import { countValues, formatCount } from "../values/measure";
import { childrenOf, isContainer } from "../values/search-values";

type CopiedScopeProps = {
  scope: Scope;
  data: JsonValue;
  marks: ChangeMarks;
  counts: ChangeCounts | undefined;
  open: OpenNodes;
  scroller: HTMLElement | null;
};

/** One scope as the bot told it: a tree to look at, without a button that writes. */
export function CopiedScope({ scope, data, marks, counts, open, scroller }: CopiedScopeProps) {
  const label = scopeLabels[scope];
  const isEmpty = isContainer(data) && childrenOf(data).length === 0;
  return (
    <section aria-label={`${label}, the bot's own copy`} className="@container">
      <div className="flex flex-wrap items-center gap-x-2 py-1 pr-3 pl-6.5 text-xs text-muted">
        <h4 className="flex items-center gap-1.5 text-sm font-semibold text-ink">
          <ScopeDot scope={scope} />
          {label}
        </h4>
        <span>{isEmpty ? "empty" : formatCount(countValues(data), "value")}</span>
        {counts && <CountsLabel counts={counts} />}
      </div>
      {!isContainer(data) && (
        <p className="pb-1.5 pl-6.5 font-mono text-xs">
          <ValueText value={data} />
        </p>
      )}
      {isContainer(data) && (!isEmpty || marks.removedFrom.has("")) && (
        <StateTree
          scope={scope}
          label={`${label}, the bot's own copy, as a tree`}
          data={data}
          marks={marks}
          hits={null}
          open={open}
          pins={null}
          edits={null}
          editing={null}
          onEditing={ignore}
          scroller={scroller}
        />
      )}
    </section>
  );
}

function ignore(): void {}
