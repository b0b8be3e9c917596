"use client";
import { ChevronRight } from "lucide-react";
import { type RefObject, useState } from "react";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type BotGeneration, botGenerations, type DeliveryMode, deliveryModes } from "@/lib/model";
import { type BotDraft, hasParticulars, nameOfEndpoint } from "./bot-draft";
import type { BotFaults } from "./bot-faults";

type BotFormProps = {
  draft: BotDraft;
  onChange: (draft: BotDraft) => void;
  faults: BotFaults;
  hasPassword: boolean;
  firstField: RefObject<HTMLInputElement | null>;
};

type Part = Pick<BotFormProps, "draft" | "onChange" | "faults">;

const generationNames: Record<BotGeneration, string> = {
  auto: "Find out at the first turn",
  v1: "The first Bot Framework (2016), state on the message",
  v3: "Bot Framework v3",
  v4: "Bot Framework v4, or another language",
  agents: "Microsoft 365 Agents SDK",
};

const deliveryNames: Record<DeliveryMode, string> = {
  normal: "As requests to Turnscope (normal)",
  expectReplies: "In the answer to the activity (expectReplies)",
};

const deliveryEffects: Record<DeliveryMode, string> = {
  normal: "The bot must be able to reach this Turnscope at the serviceUrl of the activity.",
  expectReplies: "For a bot that cannot reach this Turnscope. v3 bots do not know it.",
};

/** Where a bot is and how it is asked: the address first, all that mostly stays as it is below. */
export function BotForm({ draft, onChange, faults, hasPassword, firstField }: BotFormProps) {
  const [isOpen, setIsOpen] = useState(() => hasParticulars(draft));
  const set = (name: keyof BotDraft) => (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value });
  const isFaultInside = Object.keys(faults).some((name) => name !== "endpoint" && name !== "name");
  return (
    <div className="flex flex-col gap-3">
      <TextField
        ref={firstField}
        label="Address"
        required
        maxLength={2000}
        inputClassName="font-mono"
        placeholder="http://127.0.0.1:3978/api/messages"
        description="Where the bot takes activities. Most do at /api/messages."
        error={faults.endpoint}
        value={draft.endpoint}
        onChange={set("endpoint")}
      />
      <TextField
        label="Name"
        maxLength={200}
        placeholder={nameOfEndpoint(draft.endpoint)}
        error={faults.name}
        value={draft.name}
        onChange={set("name")}
      />
      <details
        open={isOpen || isFaultInside}
        onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
        className="group rounded-md border border-line px-3 open:pb-3"
      >
        <summary className="flex cursor-pointer list-none items-center gap-1 py-2 text-sm font-medium select-none">
          <ChevronRight aria-hidden="true" className="size-4 text-muted transition-transform group-open:rotate-90" />
          <span>More</span>
          <span className="truncate font-normal text-muted">SDK, delivery of replies, credentials, time limit</span>
        </summary>
        <div className="flex flex-col gap-3">
          <WireFields draft={draft} onChange={onChange} faults={faults} />
          <Credentials draft={draft} onChange={onChange} faults={faults} hasPassword={hasPassword} />
        </div>
      </details>
    </div>
  );
}

function WireFields({ draft, onChange, faults }: Part) {
  const set = (name: keyof BotDraft) => (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value });
  return (
    <>
      <Select label="Made with" value={draft.generation} error={faults.generation} onChange={set("generation")}>
        {botGenerations.map((generation) => (
          <option key={generation} value={generation}>
            {generationNames[generation]}
          </option>
        ))}
      </Select>
      <Select
        label="Its replies come"
        description={deliveryEffects[draft.deliveryMode]}
        value={draft.deliveryMode}
        error={faults.deliveryMode}
        onChange={set("deliveryMode")}
      >
        {deliveryModes.map((mode) => (
          <option key={mode} value={mode}>
            {deliveryNames[mode]}
          </option>
        ))}
      </Select>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          label="Channel"
          maxLength={500}
          inputClassName="font-mono"
          description="Which it is told it is on. v3 bots without credentials take emulator only."
          error={faults.channelId}
          value={draft.channelId}
          onChange={set("channelId")}
        />
        <TextField
          label="Time limit of a turn, in seconds"
          type="number"
          min={0.1}
          max={600}
          step="any"
          required
          error={faults.timeoutMs}
          value={draft.timeoutSeconds}
          onChange={set("timeoutSeconds")}
        />
      </div>
    </>
  );
}

function Credentials({ draft, onChange, faults, hasPassword }: Part & { hasPassword: boolean }) {
  const set = (name: keyof BotDraft) => (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-xs text-muted">
        Only for a bot that has an app id. Without one, whoever is on this machine may speak for it: Turnscope listens here alone.
      </legend>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          label="App id"
          maxLength={200}
          inputClassName="font-mono"
          error={faults.appId}
          value={draft.appId}
          onChange={set("appId")}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          disabled={draft.appId.trim() === ""}
          placeholder={hasPassword ? "kept; type to replace it" : undefined}
          description="Kept encrypted, and never shown again."
          error={faults.appPassword}
          value={draft.appPassword}
          onChange={set("appPassword")}
        />
      </div>
      <TextField
        label="Tenant"
        maxLength={200}
        inputClassName="font-mono"
        description="Of a single-tenant bot only."
        error={faults.tenantId}
        value={draft.tenantId}
        onChange={set("tenantId")}
      />
    </fieldset>
  );
}
