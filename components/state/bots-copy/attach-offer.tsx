import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { type Attaching, attachTitle } from "./use-attach";

type AttachOfferProps = {
  attaching: Attaching;
  /** It has attached, and no turn has ended since. */
  isAttached: boolean;
  /** The turn after which the bot told its state last, and has not since; null when it never did. */
  toldLast: number | null;
};

/** The click that attaches, and what came of it. */
export function AttachOffer({ attaching: { attach, isPending, answer, error }, isAttached, toldLast }: AttachOfferProps) {
  if (isAttached || answer?.isAttached)
    return (
      <p role="status" className="max-w-prose py-1 pr-3 pl-6.5 text-sm">
        {answer?.sentence ?? attached}
      </p>
    );
  return (
    <div className="flex flex-col items-start gap-2 py-1 pr-3 pl-6.5">
      <p className="max-w-prose text-sm text-muted">{toldLast === null ? offer : silence(toldLast)}</p>
      {answer && <ErrorNote title="This bot cannot be looked into" detail={`${answer.sentence} ${wayOut}`} />}
      {error != null && <ErrorNote title="The bot could not be asked" detail={problemSentence(error)} />}
      <Button size="sm" onClick={attach} aria-disabled={isPending || undefined}>
        {isPending && <Spinner label="Asking the bot" />}
        {answer || error != null ? "Ask the bot again" : attachTitle}
      </Button>
    </div>
  );
}

const attached = "Attached. The bot tells its user and conversation state after the next turn.";
const offer =
  "A Bot Framework v4 bot that keeps its state elsewhere can tell it after each turn, if it has InspectionMiddleware. Nothing of that shows in the chat.";
const wayOut = "Add the middleware to the bot's adapter and ask again, or have the bot keep its state here over HTTP.";
const silence = (turn: number) =>
  `The bot has told nothing since turn ${turn}. It forgets who looks in when it is started anew without a store; then ask it again.`;
