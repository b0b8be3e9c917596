"use client";
import { useMemo, useState } from "react";
import { ErasedText } from "@/components/ui/erased-text";
import { erasedWords } from "@/components/ui/erased-words";
import { type ErasedPlace, readDialogStack, type Scope, type ScopeState } from "@/lib/model";
import { flattenFrames } from "../dialogs/dialog-frames";
import { expiredReason, maskedReason } from "../masked-reason";
import type { RowEditing } from "../tree/row-forms";
import { countValues, formatCount } from "../values/measure";
import { withErased } from "../values/with-erased";
import type { ScopeEdits } from "../writing/scope-edits";
import { toBase } from "../writing/state-actions";
import { describeWriter } from "./describe-writer";
import { PanelBody } from "./panel-body";
import { type Adding, AddProperty, ScopePanel } from "./scope-panel";
import type { ColumnView } from "./use-column-view";

const nothingErased: readonly ErasedPlace[] = [];

/** One scope, with its part of what the column knows. */
export function ScopeSection({ scope, view }: { scope: Scope; view: ColumnView }) {
  const { state, search, folding, reveal, editing, isReadOnly } = view;
  const own = state[scope];
  const hits = search.hits?.[scope] ?? null;
  const readOnlyReason = view.readOnlyReason ?? (own.isMasked ? maskedReason : own.expired ? expiredReason : null);
  const edits = isReadOnly || own.isMasked || own.expired ? null : editing.edits[scope];
  const hasButtons = edits !== null || readOnlyReason !== null;
  const [adding, setAdding] = useState<Adding | null>(null);
  const [rowEditing, setRowEditing] = useState<RowEditing | null>(null);
  const erased = own.erased ?? nothingErased;
  // Shown only: what is edited, copied or compared is the data itself.
  const data = useMemo(() => (scope === "dialog" ? toBase(own).data : withErased(toBase(own).data, erased)), [scope, own, erased]);
  const whole = erased.find(({ path }) => path === "");
  const isOpen = hits !== null || !folding.isCollapsed(scope);

  function startAdding(from: ScopeEdits): void {
    folding.setCollapsed(scope, false);
    setAdding({ base: from.base(), draft: {} });
  }

  return (
    <ScopePanel
      scope={scope}
      state={own}
      holds={describeContent(scope, own)}
      writer={describeWriter(own, view.writerName, view.now)}
      counts={view.counts[scope]}
      hitCount={hits?.count ?? null}
      budgetBytes={view.budgetBytes}
      isOpen={isOpen}
      onToggle={() => folding.setCollapsed(scope, isOpen)}
      readOnlyReason={readOnlyReason}
      onAdd={hasButtons && scope !== "dialog" ? () => edits && startAdding(edits) : null}
      onEdit={hasButtons ? () => edits?.editJson() : null}
      onReset={hasButtons ? () => editing.setResetting([scope]) : null}
      resetProposal={view.resetProposal ?? null}
      json={scope === "dialog" ? { isShown: reveal.isJsonShown, onToggle: reveal.toggleJson } : null}
    >
      {edits && adding && (
        <AddProperty
          scope={scope}
          adding={adding}
          edits={edits}
          onAdded={(pointer) => reveal.revealPlace(scope, pointer)}
          onClose={() => setAdding(null)}
        />
      )}
      {own.expired !== undefined && (
        <p className="pr-3 pb-1.5 pl-6.5 text-sm text-muted">
          {own.expired === 1 ? "1 value is past its time" : `${own.expired} values are past their time`}: hidden here, deleted at the next
          sweep.
        </p>
      )}
      {whole && (
        <p className="pr-3 pb-1.5 pl-6.5 text-sm">
          <ErasedText words={`What stood here was ${erasedWords(whole)}`} />
        </p>
      )}
      <PanelBody
        scope={scope}
        data={data}
        isErased={whole !== undefined}
        marks={view.marks[scope]}
        hits={hits}
        open={view.open}
        pins={view.pins}
        edits={edits}
        editing={rowEditing}
        onEditing={setRowEditing}
        scroller={view.scroller}
        suggestedActions={scope === "dialog" ? view.suggestedActions : undefined}
        reveal={reveal.target?.scope === scope ? reveal.target.reveal : null}
        isJsonShown={reveal.isJsonShown}
        onShowJson={reveal.revealPlace}
        onTrace={view.onTrace}
        onCopyLink={view.onCopyLink}
      />
    </ScopePanel>
  );
}

function describeContent(scope: Scope, state: ScopeState): string {
  const { data } = toBase(state);
  if (data === null) return state.erased ? "erased" : "empty";
  if (scope !== "dialog") return formatCount(countValues(data), "value");
  return formatCount(flattenFrames(readDialogStack(data)).length, "dialog");
}
