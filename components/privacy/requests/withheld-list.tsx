"use client";
import { Badge } from "@/components/ui/badge";
import { MaskedWords } from "@/components/ui/masked-words";
import { fullTime } from "@/components/ui/time-words";
import { channelName, maskedText, type WithheldMessage } from "@/lib/model";

type WithheldListProps = {
  messages: readonly WithheldMessage[];
  chosen: readonly WithheldMessage[];
  botName: (botId: string) => string;
  onChoose: (chosen: readonly WithheldMessage[]) => void;
};

/** What others said, conversation by conversation; what the reader cannot see cannot be ticked. */
export function WithheldList({ messages, chosen, botName, onChoose }: WithheldListProps) {
  const conversations = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const isChosen = (one: WithheldMessage) => chosen.some((other) => isSame(one, other));
  return (
    <>
      {messages.some(({ isMasked }) => isMasked) && (
        <p className="text-sm text-muted">What is masked cannot be released: unmask who said it first, on their page and with a reason.</p>
      )}
      {conversations.map((id) => {
        const said = messages.filter(({ conversationId }) => conversationId === id);
        const [first] = said;
        return (
          <fieldset key={id} className="min-w-0 rounded-md border border-line px-3 py-2">
            <legend className="px-1 text-xs font-semibold text-muted">
              {first && `${botName(first.botId)} · ${channelName(first.channelId)} · ${fullTime(first.at)}`}
            </legend>
            {said.map((one) => (
              <Choice
                key={one.activityId}
                message={one}
                isChosen={isChosen(one)}
                onChange={(isOn) => onChoose(isOn ? [...chosen, one] : chosen.filter((other) => !isSame(one, other)))}
              />
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

function isSame(one: WithheldMessage, other: WithheldMessage): boolean {
  return one.activityId === other.activityId && one.conversationId === other.conversationId;
}

type ChoiceProps = { message: WithheldMessage; isChosen: boolean; onChange: (isChosen: boolean) => void };

function Choice({ message: { speaker, words, at, isMasked, isReleased }, isChosen, onChange }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2 py-1 text-sm">
      <input
        type="checkbox"
        className="mt-1"
        checked={isChosen || isReleased}
        disabled={isMasked || isReleased}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium">{speaker === maskedText ? <MaskedWords said="somebody, masked" /> : (speaker ?? "The bot")}</span>:{" "}
        {isMasked ? <MaskedWords /> : words} <span className="text-xs text-muted">{fullTime(at)}</span>{" "}
        {isReleased && <Badge>released</Badge>}
      </span>
    </label>
  );
}
