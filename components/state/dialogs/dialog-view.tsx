"use client";
import { useMemo } from "react";
import { type DialogFrame, type JsonObject, type JsonValue, readDialogStack } from "@/lib/model";
import type { ChangeMarks } from "../tree/change-marks";
import { StateTree, type StateTreeProps } from "../tree/state-tree";
import { findOptionsPath, findValuesPath, flattenFrames, listEndedDialogs, optionsOf } from "./dialog-frames";
import { PromptCard } from "./prompt-card";
import { StackTrail } from "./stack-trail";

type TreeParts = Pick<StateTreeProps, "open" | "pins" | "edits" | "editing" | "onEditing" | "scroller" | "onTrace" | "onCopyLink">;

type DialogViewProps = TreeParts & {
  /** Null when no dialog value is stored. */
  dialog: JsonObject | null;
  suggestedActions?: readonly string[];
  marks: ChangeMarks;
  onShowJson: (pointer: string) => void;
};

/** Dialog state drawn: where the conversation stands, what is asked, and what was collected. */
export function DialogView({ dialog, suggestedActions, marks, onShowJson, ...tree }: DialogViewProps) {
  const frames = useMemo(() => (dialog ? readDialogStack(dialog) : []), [dialog]);
  const ended = useMemo(() => listEndedDialogs([...marks.removedFrom.values()].flat()), [marks]);
  const all = flattenFrames(frames);
  const active = all.at(-1);
  return (
    <div className="pb-1.5">
      <StackTrail frames={frames} activePath={active?.path ?? null} ended={ended} marks={marks} onShowJson={onShowJson} />
      {active?.prompt && <PromptCard frame={active} prompt={active.prompt} options={optionsOf(active.prompt, suggestedActions)} />}
      {dialog && all.map((frame) => <FrameParts key={frame.path} frame={frame} dialog={dialog} marks={marks} tree={tree} />)}
    </div>
  );
}

type FramePartsProps = { frame: DialogFrame; dialog: JsonObject; marks: ChangeMarks; tree: TreeParts };

/** What one dialog was begun with and what it has collected; edited in place like everything else. */
function FrameParts({ frame, dialog, marks, tree }: FramePartsProps) {
  const valuesPath = useMemo(() => findValuesPath(dialog, frame), [dialog, frame]);
  const optionsPath = useMemo(() => (frame.kind === "prompt" ? null : findOptionsPath(dialog, frame)), [dialog, frame]);
  const shared = { marks, ...tree };
  return (
    <>
      {optionsPath && isFilled(frame.options) && (
        <Part title={`${frame.id} was begun with`} data={frame.options} basePath={optionsPath} {...shared} />
      )}
      {valuesPath && isFilled(frame.values) && (
        <Part title={`Collected by ${frame.id}`} data={frame.values} basePath={valuesPath} {...shared} />
      )}
    </>
  );
}

function isFilled(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function Part({ title, ...tree }: TreeParts & { title: string; data: JsonValue; basePath: string[]; marks: ChangeMarks }) {
  return (
    <div>
      <h4 className="pt-1 pl-6.5 text-xs text-muted">{title}</h4>
      <StateTree scope="dialog" label={title} hits={null} {...tree} />
    </div>
  );
}
