import { Check } from "lucide-react";
import { personUrl } from "@/components/people/person-url";
import { cx } from "@/components/ui/cx";
import { PageLink } from "@/components/ui/page-link";
import { type CaseDetail, channelName, endStates, type RequestState } from "@/lib/model";
import { caseUrl } from "./case-url";
import { caseDay, stateNames, typeNames } from "./case-words";
import { DeadlineBadge } from "./deadline-badge";

export function CaseHeader({ found }: { found: CaseDetail }) {
  const { number, type, receivedOn, deadline, person, duplicateOf, duplicates } = found;
  return (
    <header className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 grow">
        <p className="text-xs text-muted">
          <PageLink href="/privacy/requests" className="text-accent hover:underline">
            Requests
          </PageLink>
        </p>
        <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xl font-semibold">
          {typeNames[type]} <span className="font-mono text-lg">{number}</span> <DeadlineBadge deadline={deadline} />
        </h1>
        <p className="text-sm text-muted">
          {person ? (
            <>
              <PageLink href={personUrl(person.personId)} className="font-medium text-accent hover:underline">
                {person.name}
              </PageLink>
              , known as {accountsWords(person.accounts)}
            </>
          ) : (
            "the person was erased"
          )}{" "}
          · received {caseDay(receivedOn)}
          {duplicateOf !== null && (
            <>
              {" "}
              · asks again what <CaseLink number={duplicateOf} /> asks
            </>
          )}
          {duplicates.length > 0 && (
            <>
              {" "}
              · asked again in{" "}
              {duplicates.map((one) => (
                <CaseLink key={one} number={one} />
              ))}
            </>
          )}
        </p>
      </div>
      <Steps found={found} />
    </header>
  );
}

function CaseLink({ number }: { number: string }) {
  return (
    <PageLink href={caseUrl(number)} className="font-mono text-accent hover:underline">
      {number}
    </PageLink>
  );
}

function accountsWords(accounts: readonly { channelId: string }[]): string {
  const channels = [...new Set(accounts.map(({ channelId }) => channelName(channelId)))].join(", ");
  return accounts.length === 1 ? `1 account: ${channels}` : `${accounts.length} accounts: ${channels}`;
}

const early: readonly RequestState[] = ["received", "identity_unverified"];
const erasureSteps: readonly (readonly [name: string, reached: readonly RequestState[]])[] = [
  ["identity", early],
  ["plan", ["verified", "triage"]],
  ["approve", ["plan_ready"]],
  ["erase", ["approved", "running", "failed"]],
  ["verify", ["verifying"]],
  ["recipients", ["erased_local", "recipients_pending"]],
  ["closed", endStates],
];
const steps: typeof erasureSteps = [
  ["identity", early],
  ["answer", ["verified", "triage"]],
  ["recipients", ["recipients_pending"]],
  ["closed", endStates],
];

/** How far the case is: what is done has a mark, what is under way is named as such. */
function Steps({ found: { type, state } }: { found: CaseDetail }) {
  const all =
    type === "erasure"
      ? erasureSteps
      : type === "access" || type === "portability"
        ? steps.filter(([name]) => name !== "recipients")
        : steps;
  const now = all.findIndex(([, states]) => states.includes(state));
  return (
    <ol aria-label="Steps" className="flex flex-wrap overflow-hidden rounded-md border border-line bg-surface text-sm">
      {all.map(([name], index) => (
        <li
          key={name}
          aria-current={index === now ? "step" : undefined}
          className={cx(
            "flex items-center gap-1 border-r border-line px-2.5 py-1 last:border-r-0",
            index < now ? "text-added" : index === now ? "bg-selected font-semibold text-accent" : "text-muted",
          )}
        >
          {index < now && <Check aria-hidden="true" className="size-3.5" />}
          {index === now && name === "closed" ? stateNames[state] : name}
          {index < now && <span className="sr-only">done</span>}
        </li>
      ))}
    </ol>
  );
}
