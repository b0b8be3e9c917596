"use client";
import { SearchCheck } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { formatCount } from "@/components/state/values/measure";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { formatDeepLink, nowhere } from "@/components/workbench/deep-link";
import { type Leak, type LeakReport, type MemberList, scopeLabels } from "@/lib/model";
import { checkLeaks } from "./member-calls";

type Member = MemberList["members"][number];
type Checked = { owner: Member; report: LeakReport };
type LeakCheckProps = { conversationId: string; members: readonly Member[] };

/** Looks for what the bot knows of one person in what it told others. */
export function LeakCheck({ conversationId, members }: LeakCheckProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const owner = members.find(({ id }) => id === chosen) ?? members[0];
  const check = async () => {
    if (!owner) return;
    setIsChecking(true);
    setFailure(null);
    try {
      setChecked({ owner, report: await checkLeaks(conversationId, owner.id) });
    } catch (error) {
      setFailure(problemSentence(error));
    }
    setIsChecking(false);
  };
  return (
    <section aria-label="Leak check">
      <h2 className="font-semibold">Does anything leak?</h2>
      <p className="mb-3 max-w-prose text-sm text-muted">
        Every value of a person's user, private and dialog state, also those it had before, is looked for in what the bot said in answer to
        others. What it says to the person themselves is no leak, although everybody in the conversation reads it.
      </p>
      <div className="mb-3 flex flex-wrap items-end gap-2">
        <Select label="Whose state" className="w-64" value={owner?.id} onChange={({ target }) => setChosen(target.value)}>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name} · {id}
            </option>
          ))}
        </Select>
        <Button disabled={isChecking} onClick={() => void check()}>
          <SearchCheck aria-hidden="true" className="size-4 text-muted" /> {isChecking ? "Looking…" : "Check"}
        </Button>
      </div>
      {failure !== null && <ErrorNote title="Nothing was checked" detail={failure} />}
      {checked && <Report {...checked} members={members} conversationId={conversationId} />}
    </section>
  );
}

function Report({ owner, report, members, conversationId }: Checked & LeakCheckProps) {
  const { leaks, checkedValues, checkedActivities, skippedValues } = report;
  const nameOf = (id: string): string => members.find((member) => member.id === id)?.name ?? id;
  // What others can hardly know otherwise comes first.
  const ordered = [...leaks.filter(({ isKnown }) => !isKnown), ...leaks.filter(({ isKnown }) => isKnown)];
  return (
    <>
      <p role="status" className="mb-2 text-sm">
        <strong>{countOf(leaks.length, owner.name)}</strong>{" "}
        <span className="text-muted">
          Looked for: {formatCount(checkedValues, "value")} in {formatCount(checkedActivities, "activity", "activities")} that went to
          others.
          {skippedValues > 0 && ` Left out: ${formatCount(skippedValues, "value")} too short or too common to be told from chance.`}
        </span>
      </p>
      <ul aria-label="Leaks" className="max-w-4xl">
        {ordered.map((leak) => (
          <LeakRow
            key={JSON.stringify([leak.activityId, leak.scope, leak.path])}
            leak={leak}
            toName={nameOf(leak.toUserId)}
            href={formatDeepLink(conversationId, { ...nowhere, turn: leak.turn, tab: leak.turn === null ? null : "activities" })}
          />
        ))}
      </ul>
    </>
  );
}

function countOf(count: number, name: string): string {
  if (count === 0) return `Nothing of ${name} was told to anybody else.`;
  return count === 1 ? `One value of ${name} was told to somebody else.` : `${count} times a value of ${name} was told to somebody else.`;
}

function LeakRow({ leak, toName, href }: { leak: Leak; toName: string; href: string }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line py-1.5 text-sm">
      <span>
        {scopeLabels[leak.scope]} <span className="font-mono text-xs wrap-anywhere">{leak.path}</span>
      </span>
      <span className="text-muted">
        told to {toName},{" "}
        {leak.turn === null ? (
          "outside of any turn"
        ) : (
          <PageLink href={href} className="text-accent underline">
            turn {leak.turn}
          </PageLink>
        )}
      </span>
      {leak.isKnown && <Badge title="They had said it before, or the bot remembers it about them too">they knew</Badge>}
      <q className="w-full wrap-anywhere">{leak.excerpt}</q>
    </li>
  );
}
