"use client";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";

type LostMarkProps = { count: number; of: string; isTabStop: boolean; onOpen: () => void };

/** Marks what wrote over values unseen, and leads to putting them back. */
export function LostMark({ count, of, isTabStop, onOpen }: LostMarkProps) {
  const words = `${count} lost ${count === 1 ? "update" : "updates"}`;
  return (
    <div className="-mt-1 pb-1.5 pl-8">
      <Button
        size="sm"
        variant="ghost"
        className="-ml-1 text-changed!"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${words} of ${of}: put back`}
        onClick={onOpen}
      >
        <TriangleAlert aria-hidden="true" className="size-3.5" /> {words} · Put back…
      </Button>
    </div>
  );
}
