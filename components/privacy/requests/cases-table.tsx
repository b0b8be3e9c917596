import { PageLink } from "@/components/ui/page-link";
import type { CaseSummary } from "@/lib/model";
import { caseUrl } from "./case-url";
import { caseDay, stateNames, typeNames } from "./case-words";
import { DeadlineBadge } from "./deadline-badge";

const wide = "max-md:hidden";

export function CasesTable({ cases }: { cases: readonly CaseSummary[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <table className="w-full text-sm">
        <caption className="sr-only">Requests</caption>
        <thead className="border-b border-line bg-raised text-left text-xs text-muted">
          <tr>
            <Heading>Request</Heading>
            <Heading>Person</Heading>
            <Heading className={wide}>Received</Heading>
            <Heading className={wide}>Due</Heading>
            <Heading>Time</Heading>
            <Heading className={wide}>State</Heading>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <CaseRow key={one.number} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ className = "", children }: { className?: string; children: string }) {
  return (
    <th scope="col" className={`px-3 py-1.5 font-medium ${className}`}>
      {children}
    </th>
  );
}

function CaseRow({ one }: { one: CaseSummary }) {
  const { number, type, person, receivedOn, deadline, state, duplicateOf, openRecipients } = one;
  return (
    // The link covers the row, so that the row opens where it is clicked and is still one link to a screen reader.
    <tr className="relative border-b border-line last:border-b-0 hover:bg-hover">
      <td className="px-3 py-2 align-top">
        <PageLink href={caseUrl(number)} className="font-semibold after:absolute after:inset-0 hover:underline">
          {typeNames[type]}
        </PageLink>
        <span className="block font-mono text-xs text-muted">{number}</span>
        {duplicateOf !== null && <span className="block text-xs text-muted">asks again what {duplicateOf} asks</span>}
      </td>
      <td className="px-3 py-2 align-top break-words">{person?.name ?? <span className="text-muted">erased</span>}</td>
      <td className={`${wide} px-3 py-2 align-top text-muted`}>{caseDay(receivedOn)}</td>
      <td className={`${wide} px-3 py-2 align-top text-muted`}>{caseDay(deadline.dueOn)}</td>
      <td className="px-3 py-2 align-top">
        <DeadlineBadge deadline={deadline} />
      </td>
      <td className={`${wide} px-3 py-2 align-top`}>
        {stateNames[state]}
        {openRecipients > 0 && <span className="block text-xs text-muted">{openRecipients} to be told</span>}
      </td>
    </tr>
  );
}
