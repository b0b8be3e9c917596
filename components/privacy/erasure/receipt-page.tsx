"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { Spinner } from "@/components/ui/spinner";
import type { JsonValue, SignedReceipt } from "@/lib/model";
import { getReceipt } from "./erasure-calls";

/** The receipt of an erasure, to be read, printed and kept as a file. */
export function ReceiptPage({ caseNumber }: { caseNumber: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["receipt", caseNumber],
    queryFn: ({ signal }) => getReceipt(caseNumber, signal),
  });
  return (
    <PageFrame
      title={`Receipt ${caseNumber}`}
      description="What was erased, how it was verified, and what was not erased."
      actions={data && <Actions caseNumber={caseNumber} receipt={data as SignedReceipt} />}
    >
      {error && <ErrorNote title="There is no receipt to show" detail={error.message} onRetry={() => void refetch()} />}
      {isPending && <Spinner label="Reading the receipt" />}
      {data && (
        <div className="flex flex-col gap-4 text-sm">
          <Entries value={data.receipt as JsonValue} />
          <section aria-label="Signature" className="rounded-lg border border-line bg-surface p-4">
            <h2 className="font-semibold">Signature (Ed25519)</h2>
            <p className="mt-1 font-mono text-xs wrap-anywhere">{data.signature.signature}</p>
            <p className="mt-1 text-muted">
              Key {data.signature.keyId}. Check the file anywhere, without a network: <code>npm run verify -- receipt FILE</code>
            </p>
          </section>
        </div>
      )}
    </PageFrame>
  );
}

function Actions({ caseNumber, receipt }: { caseNumber: string; receipt: SignedReceipt }) {
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 2))}`;
  return (
    <div className="flex gap-2 print:hidden">
      <Button onClick={() => window.print()}>Print</Button>
      <a href={href} download={`${caseNumber}-receipt.json`} className="text-accent underline">
        Save as a file
      </a>
    </div>
  );
}

/** Names in words: `receivedOn` is "Received on". */
function nameWords(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Entries({ value }: { value: JsonValue }) {
  if (Array.isArray(value)) {
    return (
      <ul className="flex list-disc flex-col gap-1 pl-4">
        {value.map((item) => (
          <li key={JSON.stringify(item)}>
            <Entries value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value !== "object" || value === null) return <span className="wrap-anywhere">{value === null ? "none" : String(value)}</span>;
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[14rem_minmax(0,1fr)]">
      {Object.entries(value).map(([name, child]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{nameWords(name)}</dt>
          <dd className="min-w-0">
            <Entries value={child} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
