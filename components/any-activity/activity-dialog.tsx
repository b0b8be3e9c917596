"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { listHistory } from "@/components/api/client";
import { useBots } from "@/components/api/queries";
import { lineAndColumn, readJsonText } from "@/components/state/values/read-json-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { useConversation } from "@/components/workbench/conversation-context";
import { describeActivity, type JsonObject, type LoggedActivity, postedActivity } from "@/lib/model";
import { type SentActivity, sendActivity } from "./activity-calls";
import { SentResult } from "./sent-result";
import { type Setting, templates, toResend } from "./templates";

const JsonEditor = lazy(() => import("@/components/state/writing/json-editor").then((module) => ({ default: module.JsonEditor })));

const searched = 300;
const nothing: LoggedActivity[] = [];

/** Sends any activity, written as JSON: from a template, or what was sent in this conversation before. */
export function ActivityDialog({ templateId, onClose }: { templateId: string; onClose: () => void }) {
  const { conversationId, botId, persona } = useConversation();
  const [round, setRound] = useState(0);
  const { data: history = nothing, isPending } = useQuery({
    queryKey: ["history", conversationId, round],
    queryFn: ({ signal }) => listHistory(conversationId, { limit: searched, signal }),
    // What was typed stays while the history is read again.
    placeholderData: keepPreviousData,
  });
  const bot = useBots().data?.find(({ id }) => id === botId) ?? { id: botId ?? "", name: botId ?? "" };
  const [chosen, setChosen] = useState(`template ${templateId}`);
  const start = useMemo(() => makeStart(chosen, { persona, bot, history }), [chosen, persona, bot, history]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title="Send an activity"
      description={`As ${persona.name}, in this conversation. Ctrl-Enter sends.`}
    >
      <div className="flex flex-col gap-3">
        <Choice chosen={chosen} history={history} onChoose={setChosen} />
        {isPending && <Spinner label="Reading what was said" isLabelShown />}
        {!isPending && start === null && <p className="text-sm text-muted">Nothing has been said yet that this could be made of.</p>}
        {!isPending && start !== null && <Editor key={chosen} start={start} onSent={() => setRound(round + 1)} />}
      </div>
    </Dialog>
  );
}

function makeStart(chosen: string, setting: Setting): JsonObject | null {
  const [kind, id] = chosen.split(" ");
  if (kind === "template") return templates.find((template) => template.id === id)?.make(setting) ?? null;
  const sent = setting.history.find(({ activity }) => activity.id === id);
  return sent ? toResend(sent) : null;
}

type ChoiceProps = { chosen: string; history: readonly LoggedActivity[]; onChoose: (chosen: string) => void };

function Choice({ chosen, history, onChoose }: ChoiceProps) {
  const sent = history.filter(({ activity }) => activity.from.role === "user").toReversed();
  const [kind, id] = chosen.split(" ");
  const hint =
    kind === "template" ? templates.find((template) => template.id === id)?.hint : "As it was sent; what the server sets is left out.";
  return (
    <Select label="Begin with" description={hint} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      <optgroup label="Templates">
        {templates.map((template) => (
          <option key={template.id} value={`template ${template.id}`}>
            {template.title}
          </option>
        ))}
      </optgroup>
      {sent.length > 0 && (
        <optgroup label="Sent in this conversation">
          {sent.map(({ activity, turn }) => (
            <option key={activity.id} value={`sent ${activity.id}`}>
              turn {turn} · {describeActivity(activity).slice(0, 80)}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}

function Editor({ start, onSent }: { start: JsonObject; onSent: () => void }) {
  const { conversationId, persona } = useConversation();
  const focusTarget = useRef<HTMLElement>(null);
  // What is typed stays, also when more is known of the conversation meanwhile.
  const [initialText] = useState(() => JSON.stringify(start, null, 2));
  const [text, setText] = useState(initialText);
  const [isSending, setIsSending] = useState(false);
  const [sent, setSent] = useState<SentActivity | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { activity, fault } = useMemo(() => readActivity(text), [text]);
  const shownFault = useDeferredValue(fault);
  const send = async () => {
    if (!activity || isSending) return;
    setIsSending(true);
    setFailure(null);
    try {
      setSent(await sendActivity(conversationId, { from: { id: persona.id, name: persona.name }, ...activity }));
      onSent();
    } catch (error) {
      setSent(null);
      setFailure(problemSentence(error));
    }
    setIsSending(false);
  };
  return (
    <>
      <Suspense fallback={<Spinner label="Loading the editor" isLabelShown className="min-h-48" />}>
        <div className="[&_.cm-editor]:h-64!">
          <JsonEditor
            label="Activity as JSON"
            initialText={initialText}
            initialOffset={0}
            focusTarget={focusTarget}
            onText={setText}
            onSave={() => void send()}
          />
        </div>
      </Suspense>
      <p aria-live="polite" className="min-h-5 text-sm text-removed">
        {shownFault}
      </p>
      <Button variant="primary" className="self-end" disabled={!activity || isSending} onClick={() => void send()}>
        {isSending ? "The bot is at it…" : "Send"}
      </Button>
      {failure !== null && <ErrorNote title="The activity was not sent" detail={failure} />}
      {sent && <SentResult sent={sent} />}
    </>
  );
}

/** Checked against the same schema as the server's. */
function readActivity(text: string): { activity: JsonObject | null; fault: string | null } {
  const { data, fault } = readJsonText(text);
  if (!data) {
    const { line, column } = lineAndColumn(text, fault?.from ?? 0);
    return { activity: null, fault: fault && `Line ${line}, column ${column}: ${fault.sentence}` };
  }
  const [issue] = postedActivity.safeParse(data).error?.issues ?? [];
  if (!issue) return { activity: data, fault: null };
  return {
    activity: null,
    fault: `${issue.path.map(String).join(".") || "The activity"}: ${issue.message.replace(/^Invalid input: /, "")}`,
  };
}
