"use client";
import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import type { LoadedTurn } from "@/components/api/client";
import type { TurnTab } from "@/components/workbench/deep-link";
import { isInspectionTrace } from "@/lib/model";
import { ActivitiesPart } from "./activities-part";
import { ChangesTable } from "./changes-table";
import { DialogsPart } from "./dialogs-part";
import { ErasedPlaces } from "./erased-places";
import { LogsPart } from "./logs-part";
import { Part } from "./part";
import { StoragePart } from "./storage-part";
import { TurnNotices } from "./turn-notices";

type TurnBodyProps = {
  turn: LoadedTurn;
  tab: TurnTab;
  onTab: (tab: TurnTab) => void;
  /** The lost updates as they can be put back; where they cannot, the record tells of them. */
  lost?: ReactNode;
};

/** All that is known of a turn, one part at a time. */
export function TurnBody({ turn, tab, onTab, lost }: TurnBodyProps) {
  const { changes, erasedPlaces, activity, replies, record, durationMs } = turn;
  const traces = replies.filter((reply) => reply.type === "trace" && !isInspectionTrace(reply));
  const tabs: [TurnTab, string, number][] = [
    ["changes", "Changes", changes.length],
    ["storage", "Storage", record.operations.length],
    ["dialogs", "Dialogs", record.dialogs.length],
    ["logs", "Logs", record.logs.length + traces.length],
    ["activities", "Activities", replies.filter((reply) => !isInspectionTrace(reply)).length + 1],
  ];
  return (
    <>
      <TurnNotices turn={turn} lost={lost} />
      <Tabs.Root value={tab} onValueChange={onTab}>
        <Tabs.List className="mb-3 flex flex-wrap gap-1 border-b border-line" aria-label="Parts of the turn">
          {tabs.map(([value, title, count]) => (
            <Tabs.Tab
              key={value}
              value={value}
              className="-mb-px border-b-2 border-transparent px-2.5 py-1.5 text-sm text-muted hover:text-ink data-active:border-accent data-active:font-semibold data-active:text-accent"
            >
              {title} <span className="text-xs font-normal">{count}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="changes">
          <Part title="Changes" count={changes.length} copied={changes}>
            {(changes.length > 0 || erasedPlaces.length === 0) && <ChangesTable changes={changes} />}
            <ErasedPlaces places={erasedPlaces} />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="storage">
          <StoragePart operations={record.operations} durationMs={durationMs} />
        </Tabs.Panel>
        <Tabs.Panel value="dialogs">
          <DialogsPart events={record.dialogs} />
        </Tabs.Panel>
        <Tabs.Panel value="logs">
          <LogsPart logs={record.logs} traces={traces} />
        </Tabs.Panel>
        <Tabs.Panel value="activities">
          <ActivitiesPart incoming={activity} replies={replies} />
        </Tabs.Panel>
      </Tabs.Root>
    </>
  );
}
