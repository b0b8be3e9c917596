"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { isApiProblem, problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type BotSummary, type ItemScope, type JsonObject, type Persona, scopeLabels } from "@/lib/model";
import { conversationUrl } from "./conversation-url";
import { parseStartState } from "./parse-start-state";
import { useStartConversation } from "./use-start-conversation";

type OpenWithDialogProps = { isOpen: boolean; onClose: () => void; bots: readonly BotSummary[]; botId: string | null; persona: Persona };

const startScopes: readonly ItemScope[] = ["user", "conversation", "private"];
const noText: Record<ItemScope, string> = { user: "", conversation: "", private: "" };

function readStates(texts: Record<ItemScope, string>) {
  const state: Partial<Record<ItemScope, JsonObject>> = {};
  const errors: Partial<Record<ItemScope, string>> = {};
  for (const scope of startScopes) {
    const parsed = parseStartState(texts[scope]);
    if (parsed.kind === "ok") state[scope] = parsed.data;
    if (parsed.kind === "wrong") errors[scope] = parsed.reason;
  }
  return { state, errors };
}

/** Opens a conversation as a chosen person, under a chosen id, with memory already in place. */
export function OpenWithDialog({ isOpen, onClose, bots, botId, persona }: OpenWithDialogProps) {
  const formId = useId();
  const firstField = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const { start, isStarting } = useStartConversation();
  const [fields, setFields] = useState({ botId: botId ?? bots[0]?.id ?? "", userId: persona.id, name: persona.name, conversationId: "" });
  const [texts, setTexts] = useState(noText);
  const [failure, setFailure] = useState<unknown>(null);
  const { state, errors } = readStates(texts);
  const setField = (name: keyof typeof fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const isComplete = fields.botId !== "" && fields.userId.trim() !== "" && Object.keys(errors).length === 0;
  const isTaken = isApiProblem(failure) && failure.code === "conversation_exists";

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || isStarting) return;
    setFailure(null);
    try {
      await start({
        botId: fields.botId,
        persona: { id: fields.userId.trim(), name: fields.name.trim() || fields.userId.trim() },
        conversationId: fields.conversationId.trim() || undefined,
        state: Object.keys(state).length > 0 ? state : undefined,
      });
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Open with…"
      description="Start a conversation as a chosen person, under a chosen id, with memory already in place."
      initialFocus={firstField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isComplete || isStarting}>
            {isStarting ? "Opening…" : "Open conversation"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        {failure !== null && <ErrorNote title="The conversation did not open" detail={problemSentence(failure)} />}
        {isTaken && (
          <Button className="self-start" onClick={() => router.push(conversationUrl(fields.conversationId.trim()))}>
            Go to the conversation that has this id
          </Button>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField ref={firstField} label="User id" required maxLength={500} value={fields.userId} onChange={setField("userId")} />
          <TextField label="User name" maxLength={500} value={fields.name} onChange={setField("name")} />
          <Select label="Bot" value={fields.botId} onChange={setField("botId")}>
            {bots.map((bot) => (
              <option key={bot.id} value={bot.id} disabled={bot.status === "failed"}>
                {bot.name}
              </option>
            ))}
          </Select>
          <TextField
            label="Conversation id"
            maxLength={500}
            placeholder="made up when left empty"
            value={fields.conversationId}
            onChange={setField("conversationId")}
          />
        </div>
        {startScopes.map((scope) => (
          <TextArea
            key={scope}
            label={`${scopeLabels[scope]} at the start`}
            rows={3}
            inputClassName="font-mono text-xs"
            placeholder="JSON object; empty keeps what is stored"
            value={texts[scope]}
            error={errors[scope]}
            onChange={(event) => setTexts({ ...texts, [scope]: event.target.value })}
          />
        ))}
      </form>
    </Dialog>
  );
}
