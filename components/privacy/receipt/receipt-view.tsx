import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/people/card";
import { fullTime } from "@/components/ui/time-words";
import type { JsonObject, SignedReceipt } from "@/lib/model";
import { caseDay } from "../requests/case-words";
import { Entries } from "./entries";
import { ErasedStores } from "./erased-stores";
import { type ErasureReceipt, readErasureReceipt } from "./read-receipt";
import { checkedWords, decidedWords, heldWords, rareWords } from "./receipt-words";

/** A receipt in words, for paper too, and below that all it says, as it was signed. */
export function ReceiptView({ signed: { receipt, signature } }: { signed: SignedReceipt }) {
  const erasure = readErasureReceipt(receipt);
  return (
    <div className="flex flex-col gap-4 text-sm">
      {erasure && <ErasureParts receipt={erasure} />}
      <Card title="Signature">
        <Part>
          <p className="text-muted">
            Signed with Ed25519 and the key <code className="text-ink">{signature.keyId}</code>. Check the file anywhere, without a network:{" "}
            <code className="text-ink">npm run verify -- receipt FILE</code>
          </p>
          <p className="mt-1 font-mono text-xs wrap-anywhere">{signature.signature}</p>
        </Part>
      </Card>
      {erasure ? <AsSigned receipt={receipt} /> : <Entries value={receipt} />}
    </div>
  );
}

function ErasureParts({ receipt }: { receipt: ErasureReceipt }) {
  return (
    <>
      <Verdict receipt={receipt} />
      <Course receipt={receipt} />
      <ErasedStores receipt={receipt} />
      <Decided receipt={receipt} />
      <Card title="How it was verified">
        <Part>
          <p>{checkedWords(receipt.verification)}</p>
          <ul className="mt-2 list-disc pl-5 text-muted">
            {[...receipt.verification.method, ...rareWords(receipt.verification)].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Part>
      </Card>
      <Card title="Not erased, and why">
        <ul>
          {[...heldWords(receipt.keptUnderHolds), ...receipt.notErased.map(({ what }) => what), horizonWords(receipt)].map((what) => (
            <li key={what} className="border-b border-line px-4 py-2 last:border-b-0">
              {what}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Verdict({ receipt: { verification, doneAt } }: { receipt: ErasureReceipt }) {
  return (
    <p className="flex items-center gap-2 rounded-lg border border-added bg-added-wash px-4 py-3 font-semibold text-added">
      <ShieldCheck aria-hidden="true" className="size-5 shrink-0" />
      {verification.hits === 0 ? "Erased and verified" : `${verification.hits} traces were left`} on {fullTime(doneAt)}
    </p>
  );
}

function Decided({ receipt: { decidedPlaces } }: { receipt: ErasureReceipt }) {
  const lines = decidedWords(decidedPlaces);
  if (lines.length === 0) return null;
  return (
    <Card title="Decided by people">
      <Part>
        <p>No turn tells whose these places in shared state were.</p>
        <ul className="mt-2 list-disc pl-5 text-muted">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Part>
    </Card>
  );
}

function Course({ receipt }: { receipt: ErasureReceipt }) {
  const { receivedOn, plannedAt, approvedAt, isSelfApproved, startedAt, doneAt, planHash, subjectRefs } = receipt;
  const rows: [string, ReactNode][] = [
    ["Asked for", caseDay(receivedOn)],
    ["Planned", fullTime(plannedAt)],
    ["Approved", `${fullTime(approvedAt)}, by ${isSelfApproved ? "the one who planned it" : "somebody else than who planned it"}`],
    ["Begun", fullTime(startedAt)],
    ["Verified", fullTime(doneAt)],
    ["Plan", <Mono key="plan" texts={[planHash]} />],
    [subjectRefs.length === 1 ? "Account" : "Accounts", <Mono key="refs" texts={subjectRefs} />],
  ];
  return (
    <Card title="What happened">
      <dl className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="mb-1 min-w-0 sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="border-t border-line px-4 py-2 text-xs text-muted">
        Accounts are told by keyed references: only this installation can make one from an id, and nobody an id from one.
      </p>
    </Card>
  );
}

function AsSigned({ receipt }: { receipt: JsonObject }) {
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-2">
      <summary className="cursor-pointer font-semibold text-muted">All that is signed</summary>
      <div className="mt-2">
        <Entries value={receipt} />
      </div>
    </details>
  );
}

function Mono({ texts }: { texts: readonly string[] }) {
  return (
    <span className="flex flex-col font-mono text-xs/5 wrap-anywhere">
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

const Part = ({ children }: { children: ReactNode }) => <div className="px-4 py-3">{children}</div>;

function horizonWords({ horizons: { backups, wal } }: ErasureReceipt): string {
  const log = wal === null ? "" : `, and PostgreSQL's log until ${caseDay(wal)}`;
  return `Backups may hold copies until ${caseDay(backups)}${log}: that is how long they are kept here`;
}
