"use client";
import { useBots } from "@/components/api/queries";
import { usePerson } from "@/components/people/use-person";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { fullTime } from "@/components/ui/time-words";
import type { HoldRequest } from "@/lib/model";

/** What a hold is on: all that is the person's, one conversation of theirs, or what is of some days. */
export type HoldReach = { on: "person" | "conversation" | "days"; conversationId: string; fromOn: string; untilOn: string };

export const wholePerson: HoldReach = { on: "person", conversationId: "", fromOn: "", untilOn: "" };

export function isReachReady({ on, conversationId, fromOn, untilOn }: HoldReach): boolean {
  if (on === "conversation") return conversationId !== "";
  return on === "person" || (fromOn !== "" && fromOn <= untilOn);
}

export function toHeld({ on, conversationId, fromOn, untilOn }: HoldReach): Pick<HoldRequest, "conversationId" | "fromOn" | "untilOn"> {
  if (on === "conversation") return { conversationId, fromOn: null, untilOn: null };
  return on === "days" ? { conversationId: null, fromOn, untilOn } : { conversationId: null, fromOn: null, untilOn: null };
}

const hints = {
  person: "While it stands nothing of theirs is erased.",
  conversation: "An erasure keeps this conversation as it is, restricted, and erases the rest.",
  days: "An erasure keeps conversations in which something was said on these days, and what was remembered on them; the rest goes.",
} as const;

type HoldReachFieldsProps = { personId: string; reach: HoldReach; onChange: (reach: HoldReach) => void };

export function HoldReachFields({ personId, reach, onChange }: HoldReachFieldsProps) {
  const set = (more: Partial<HoldReach>) => onChange({ ...reach, ...more });
  return (
    <>
      <Select label="What is held" value={reach.on} onChange={({ target }) => set({ on: target.value as HoldReach["on"] })}>
        <option value="person">All that is theirs</option>
        <option value="conversation">One conversation</option>
        <option value="days">What is of some days</option>
      </Select>
      {reach.on === "conversation" && (
        <ConversationChoice personId={personId} value={reach.conversationId} onChange={(conversationId) => set({ conversationId })} />
      )}
      {reach.on === "days" && (
        <div className="grid grid-cols-2 gap-3">
          <TextField label="From" type="date" value={reach.fromOn} onChange={({ target }) => set({ fromOn: target.value })} />
          <TextField label="To" type="date" value={reach.untilOn} onChange={({ target }) => set({ untilOn: target.value })} />
        </div>
      )}
      <p className="text-xs text-muted">{hints[reach.on]}</p>
    </>
  );
}

type ConversationChoiceProps = { personId: string; value: string; onChange: (conversationId: string) => void };

function ConversationChoice({ personId, value, onChange }: ConversationChoiceProps) {
  const { data: person } = usePerson(personId);
  const bots = useBots().data;
  const nameOf = (botId: string) => bots?.find(({ id }) => id === botId)?.name ?? botId;
  return (
    <Select label="Which conversation" value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{person ? "Choose one" : "Loading…"}</option>
      {person?.conversationList.map(({ conversationId, botId, lastActivityAt, turnCount, others }) => (
        <option key={conversationId} value={conversationId}>
          {`${nameOf(botId)}, ${fullTime(lastActivityAt)}, ${turnCount} ${turnCount === 1 ? "turn" : "turns"}${others.length > 0 ? ", with others" : ""}`}
        </option>
      ))}
    </Select>
  );
}
