"use client";
import { ArrowDownLeft, ArrowUpRight, ChevronRight, Copy } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { cx } from "@/components/ui/cx";
import type { ProtocolExchange } from "@/lib/model";
import { toCurl } from "./to-curl";

const whoAsks: Record<`${ProtocolExchange["direction"]} ${ProtocolExchange["party"]}`, string> = {
  "out bot": "to the bot",
  "in bot": "from the bot",
  "in client": "from a client",
  "out client": "to a client",
  "out login": "to the login",
  "in login": "from the login",
};

function toneOf(status: number | null): BadgeTone {
  if (status === null) return "bad";
  if (status >= 400) return status >= 500 ? "bad" : "warning";
  return "good";
}

type ExchangeRowProps = { exchange: ProtocolExchange; isOpen: boolean; onToggle: () => void };

/** A request and its answer; opened, with all that is kept of both. */
export function ExchangeRow({ exchange, isOpen, onToggle }: ExchangeRowProps) {
  const { method, url, status, durationMs, at, direction, party } = exchange;
  const Arrow = direction === "out" ? ArrowUpRight : ArrowDownLeft;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex w-full items-center gap-2 px-1 py-1.5 text-left text-sm hover:bg-hover"
      >
        <ChevronRight aria-hidden="true" className={cx("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-90")} />
        <span className="w-24 shrink-0 font-mono text-xs text-muted max-sm:hidden">{new Date(at).toISOString().slice(11, 23)}</span>
        <span className="flex w-28 shrink-0 items-center gap-1 text-xs">
          <Arrow aria-hidden="true" className="size-3.5 shrink-0" /> {whoAsks[`${direction} ${party}`]}
        </span>
        <span className="w-14 shrink-0 font-mono text-xs font-semibold">{method}</span>
        <span className="min-w-0 grow truncate font-mono text-xs" title={url}>
          {url}
        </span>
        {method !== "FRAME" && <Badge tone={toneOf(status)}>{status ?? "no answer"}</Badge>}
        <span className="w-18 shrink-0 text-right font-mono text-xs text-muted max-sm:hidden">{durationMs.toFixed(1)} ms</span>
      </button>
      {isOpen && <Details exchange={exchange} />}
    </>
  );
}

function Details({ exchange }: { exchange: ProtocolExchange }) {
  const { url, request, response, error } = exchange;
  return (
    <div className="flex flex-col gap-3 px-2 pt-1 pb-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 grow font-mono text-xs break-all">{url}</p>
        <Button size="sm" onClick={() => void copyText(toCurl(exchange, window.location.origin), "Command")}>
          <Copy aria-hidden="true" className="size-3" /> Copy as curl
        </Button>
      </div>
      {error !== null && <p className="text-sm text-removed">{error}</p>}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Message title="Request" message={request} />
        {response && <Message title="Answer" message={response} />}
      </div>
    </div>
  );
}

function Message({ title, message: { headers, body, bytes } }: { title: string; message: ProtocolExchange["request"] }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-md border border-line bg-surface text-xs">
      <h3 className="border-b border-line px-2 py-1 font-semibold">
        {title} <span className="font-normal text-muted">{bytes === 0 ? "without a body" : `${bytes.toLocaleString()} bytes`}</span>
      </h3>
      <dl className="border-b border-line px-2 py-1 font-mono">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="flex gap-2">
            <dt className="shrink-0 text-muted">{name}:</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {body !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        <pre tabIndex={0} className="relative max-h-96 overflow-auto px-2 py-1 font-mono wrap-anywhere whitespace-pre-wrap">
          {toReadable(body)}
        </pre>
      )}
      {body === null && bytes > 0 && <p className="px-2 py-1 text-muted">Not text, so it is not kept.</p>}
    </section>
  );
}

function toReadable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Text, or JSON that was shortened: as it is.
    return body;
  }
}
