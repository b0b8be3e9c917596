"use client";
import { FileCheck2, FileWarning, FileX2 } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { cx } from "@/components/ui/cx";
import { type ReceiptFinding, receiptWords, verifyReceipt } from "@/lib/model";
import { PrivacyFrame } from "../privacy-frame";
import { ReceiptView } from "../receipt/receipt-view";
import { browserSignatureCheck } from "./browser-signature-check";

const maxBytes = 5_000_000;

type Checked = { name: string; finding: ReceiptFinding | null };

/** A receipt is dropped here and checked in the browser: it is sent nowhere. */
export function ReceiptPage() {
  const [checked, setChecked] = useState<Checked | null>(null);
  return (
    <PrivacyFrame
      tab="/privacy/receipt"
      title="Check a receipt"
      description="Whether a receipt of an erasure is as it was signed. It is checked here in the browser and sent nowhere."
    >
      <FileDrop onFile={(file) => void checkFile(file).then(setChecked)} />
      <div role="status">{checked && <Result {...checked} />}</div>
      <p className="mt-4 text-sm text-muted">
        Without this page: <code className="font-mono text-ink">npm run verify -- receipt FILE</code>
      </p>
    </PrivacyFrame>
  );
}

async function checkFile(file: File): Promise<Checked> {
  try {
    const text = file.size > maxBytes ? "" : await file.text();
    return { name: file.name, finding: await verifyReceipt(text, browserSignatureCheck) };
  } catch {
    // Every failure here is the browser's: what a file may hold is a finding, and shown as one.
    return { name: file.name, finding: null };
  }
}

function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the field inside, which keyboards reach
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cx(
        "rounded-lg border border-dashed px-4 py-8 text-center text-sm",
        isOver ? "border-accent bg-selected" : "border-line bg-raised",
      )}
    >
      <label htmlFor={id} className="mb-2 block font-semibold">
        Receipt file
      </label>
      <p className="mb-3 text-muted">Drop it here, or choose it.</p>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className="mx-auto block max-w-full"
        onChange={({ target }) => {
          take(target.files);
          // The same file again is a new question.
          target.value = "";
        }}
      />
    </div>
  );
}

function Result({ name, finding }: Checked) {
  const Icon = finding === null ? FileWarning : finding.isGenuine ? FileCheck2 : FileX2;
  const words =
    finding === null
      ? "This browser cannot check signatures on this page. Use a current browser and a secure connection, or the command below."
      : receiptWords(finding);
  return (
    <section aria-label={name} className="mt-4 rounded-lg border border-line p-3 text-sm">
      <h2 className="font-mono text-xs text-muted wrap-anywhere">{name}</h2>
      <p className={cx("mt-1 flex items-start gap-2 font-semibold", finding?.isGenuine !== true && "text-danger")}>
        <Icon aria-hidden="true" className="size-5 shrink-0" />
        <span className="wrap-anywhere">{words}</span>
      </p>
      {finding?.isGenuine && (
        <div className="mt-4">
          <ReceiptView signed={finding} />
        </div>
      )}
    </section>
  );
}
