"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Printer } from "lucide-react";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { SignedReceipt } from "@/lib/model";
import { getReceipt } from "../erasure/erasure-calls";
import { ReceiptView } from "./receipt-view";

/** The receipt of an erasure, to be read, printed and kept as a file. */
export function ReceiptPage({ caseNumber }: { caseNumber: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["receipt", caseNumber],
    queryFn: ({ signal }) => getReceipt(caseNumber, signal),
  });
  return (
    <PageFrame
      title={`Receipt ${caseNumber}`}
      description={
        <>
          What was erased, how it was verified, and what was not erased.{" "}
          <PageLink href={`/privacy/requests/${caseNumber}`} className="text-accent underline print:hidden">
            To the case
          </PageLink>
        </>
      }
      actions={data && <Actions caseNumber={caseNumber} receipt={data as SignedReceipt} />}
    >
      {error && <ErrorNote title="There is no receipt to show" detail={error.message} onRetry={() => void refetch()} />}
      {isPending && <Spinner label="Reading the receipt" />}
      {data && <ReceiptView signed={data as SignedReceipt} />}
    </PageFrame>
  );
}

function Actions({ caseNumber, receipt }: { caseNumber: string; receipt: SignedReceipt }) {
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 2))}`;
  return (
    <div className="flex gap-2 print:hidden">
      <Button onClick={() => window.print()}>
        <Printer aria-hidden="true" className="size-4" />
        Print
      </Button>
      <a href={href} download={`${caseNumber}-receipt.json`} className={buttonClass("secondary")}>
        <Download aria-hidden="true" className="size-4" />
        Save as a file
      </a>
    </div>
  );
}
