"use client";
import { useQuery } from "@tanstack/react-query";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { clockTime, fullTime } from "@/components/ui/time-words";
import { listUnmaskings } from "./masking-calls";

/** Who has looked at whom, when and why. */
export function UnmaskingRecord() {
  const { data, error, refetch } = useQuery({ queryKey: ["unmaskings"], queryFn: ({ signal }) => listUnmaskings(null, signal) });
  if (error) return <ErrorNote title="The record did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.length === 0) return <p className="text-sm text-muted">Nobody has been unmasked yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <div tabIndex={0} className="relative max-h-80 overflow-auto rounded-md border border-line">
      <table aria-label="Unmaskings" className="w-full text-sm">
        <thead>
          <tr className="text-left text-xs text-muted [&_th]:px-2 [&_th]:py-1 [&_th]:font-medium">
            <th>When</th>
            <th>By</th>
            <th>Person</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ id, at, until, by, personId, reason, isActive }) => (
            <tr key={id} className="border-t border-line align-top [&_td]:px-2 [&_td]:py-1">
              <td className="whitespace-nowrap">
                {fullTime(at)} to {clockTime(until)}
                {isActive && <span className="ml-1 font-semibold text-changed">now</span>}
              </td>
              <td className="wrap-anywhere">{by}</td>
              <td className="font-mono text-xs wrap-anywhere">{personId}</td>
              <td className="wrap-anywhere">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
