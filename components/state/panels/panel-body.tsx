"use client";
import { memo } from "react";
import { type JsonObject, type Scope, scopeLabels } from "@/lib/model";
import { DialogView } from "../dialogs/dialog-view";
import { StateTree, type StateTreeProps } from "../tree/state-tree";
import { EmptyScope } from "./scope-panel";

type PanelBodyProps = Omit<StateTreeProps, "label" | "data" | "basePath"> & {
  data: JsonObject | null;
  /** What was here was erased, which is said above. */
  isErased: boolean;
  suggestedActions?: readonly string[];
  /** Dialog state as a tree instead of a drawing. */
  isJsonShown: boolean;
  onShowJson: (scope: Scope, pointer: string) => void;
};

const nothing: JsonObject = {};

/** What is inside a panel. Drawn again only when its own scope changed, not with every turn. */
export const PanelBody = memo(function PanelBody({ data, isErased, suggestedActions, isJsonShown, onShowJson, ...tree }: PanelBodyProps) {
  const { scope, marks, hits } = tree;
  if (hits?.count === 0) return null;
  const isEmpty = data === null || Object.keys(data).length === 0;
  const isDescribed = isEmpty && !isErased;
  const hasGhosts = marks.removedFrom.has("");
  if (scope === "dialog" && !isJsonShown && !hits) {
    return (
      <>
        {isDescribed && <EmptyScope scope={scope} />}
        {(!isEmpty || hasGhosts) && (
          <DialogView dialog={data} suggestedActions={suggestedActions} onShowJson={(pointer) => onShowJson(scope, pointer)} {...tree} />
        )}
      </>
    );
  }
  return (
    <>
      {isDescribed && <EmptyScope scope={scope} />}
      {(!isEmpty || hasGhosts) && <StateTree {...tree} label={`${scopeLabels[scope]} as a tree`} data={data ?? nothing} />}
    </>
  );
});
