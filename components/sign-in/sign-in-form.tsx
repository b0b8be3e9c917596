import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import { type FinishedSignIn, type FinishSignIn, maxTokenCharacters, type SignInRequest } from "@/lib/model";
import { finishSignIn, type SignInLink } from "./sign-in-calls";

type SignInFormProps = { link: SignInLink; asked: SignInRequest; onFinished: (finished: FinishedSignIn) => void; onCancel: () => void };

export function SignInForm({ link, asked, onFinished, onCancel }: SignInFormProps) {
  const [token, setToken] = useState(asked.suggestedToken);
  const [delivery, setDelivery] = useState(asked.delivery);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    try {
      onFinished(await finishSignIn(link, { token: token.trim() || undefined, delivery }));
    } catch (error) {
      setFailure(problemSentence(error));
      setIsBusy(false);
    }
  };
  return (
    <form className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-5" onSubmit={(event) => void onSubmit(event)}>
      <header>
        <h1 className="text-lg font-semibold wrap-anywhere">Sign in to {asked.connectionName || "an unnamed connection"}</h1>
        <p className="mt-1 text-sm text-muted">
          Turnscope stands in for the provider of the account: nobody is asked for a password, and the bot gets the token below.
        </p>
      </header>
      <Facts asked={asked} />
      <TextArea
        label="Token"
        description="Made up, and no service takes it: paste a real one if the bot is to use it. It is kept encrypted, and is in no log or export."
        rows={7}
        maxLength={maxTokenCharacters}
        value={token}
        onChange={(event) => setToken(event.target.value)}
        inputClassName="font-mono text-xs break-all"
      />
      <DeliveryChoice botName={asked.bot.name} chosen={delivery} onChoose={setDelivery} />
      {failure !== null && <ErrorNote title="You are not signed in" detail={failure} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          Sign in
        </Button>
      </div>
    </form>
  );
}

function Facts({ asked: { bot, person, isSignedIn } }: { asked: SignInRequest }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <dt className="text-muted">Bot</dt>
      <dd className="wrap-anywhere">{bot.name}</dd>
      <dt className="text-muted">As</dt>
      <dd className="wrap-anywhere">
        {person.name}
        {isSignedIn && <span className="text-muted"> (signed in already; this takes the place of the token there is)</span>}
      </dd>
    </dl>
  );
}

type Delivery = FinishSignIn["delivery"];
type DeliveryChoiceProps = { botName: string; chosen: Delivery; onChoose: (delivery: Delivery) => void };

function DeliveryChoice({ botName, chosen, onChoose }: DeliveryChoiceProps) {
  const choices: { delivery: Delivery; label: string; explanation: string }[] = [
    { delivery: "event", label: "Tell the bot at once", explanation: `${botName} gets a tokens/response event, and the chat goes on.` },
    { delivery: "code", label: "Give me a code", explanation: "Six digits to type into the chat, for bots that ask for them." },
  ];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">How the bot learns of it</legend>
      {choices.map(({ delivery, label, explanation }) => (
        <label key={delivery} className="flex items-start gap-2 text-sm">
          <input
            type="radio"
            name="delivery"
            className="mt-1 accent-accent"
            checked={chosen === delivery}
            onChange={() => onChoose(delivery)}
          />
          <span>
            {label}
            <span className="block text-xs text-muted">{explanation}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
