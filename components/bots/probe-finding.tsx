"use client";
import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import type { BotProbe } from "@/lib/model";
import type { Probing } from "./use-probe";

const titles: Record<BotProbe["finding"], string> = {
  ready: "The bot is there",
  nothing_listens: "Nothing listens at this address",
  wrong_path: "The bot does not take activities at this path",
  credentials_missing: "The bot wants credentials",
  credentials_refused: "The bot refuses these credentials",
  not_a_bot: "What answers there is no bot",
  too_slow: "The bot is too slow",
  address_refused: "This address is never asked",
  bot_failed: "The bot failed",
};

/** What came of asking the bot, in words. */
export function ProbeFinding({ probing, onAgain }: { probing: Probing; onAgain: () => void }) {
  if (probing.kind === "asking") return <Spinner label="Asking the bot whether it is there" isLabelShown />;
  if (probing.kind === "failed")
    return <Finding tone="bad" title="The bot could not be asked" detail={problemSentence(probing.error)} onAgain={onAgain} />;
  const { probe } = probing;
  if (!probe) return <Finding tone="unknown" title="The bot is added" detail="Say something to it to see whether it is there." />;
  if (probe.finding === "ready") return <Finding tone="good" title={titles.ready} detail={probe.sentence} />;
  return <Finding tone="bad" title={titles[probe.finding]} detail={probe.sentence} onAgain={onAgain} />;
}

const icons = { good: CircleCheck, bad: CircleAlert, unknown: CircleHelp };
const washes = { good: "bg-added-wash", bad: "bg-removed-wash", unknown: "bg-raised" };
const inks = { good: "text-added", bad: "text-removed", unknown: "text-ink" };

type FindingProps = { tone: keyof typeof icons; title: string; detail: string; onAgain?: () => void };

function Finding({ tone, title, detail, onAgain }: FindingProps) {
  const Icon = icons[tone];
  return (
    <div role="status" className={cx("flex items-start gap-2 rounded-md border border-line px-3 py-2 text-sm", washes[tone])}>
      <Icon aria-hidden="true" className={cx("mt-0.5 size-4 shrink-0", inks[tone])} />
      <div className="min-w-0 grow">
        <p className={cx("font-semibold", inks[tone])}>{title}</p>
        <p className="mt-0.5 wrap-anywhere">{detail}</p>
      </div>
      {onAgain && (
        <Button size="sm" onClick={onAgain}>
          Ask again
        </Button>
      )}
    </div>
  );
}
