"use client";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Asks about clashes as long as any is open; it stands above the panes of every page that shows the conversation. */
export function ClashBanner({ count, onDecide }: { count: number; onDecide: () => void }) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Open clashes"
      className="flex flex-wrap items-center gap-2 border-b border-line bg-warning-wash px-3 py-1.5 text-sm"
    >
      <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-changed" />
      <p role="status" className="min-w-0 grow basis-56">
        <strong className="font-semibold">{count === 1 ? "1 clash to decide" : `${count} clashes to decide`}:</strong> the bot and somebody
        else changed the same place. The bot’s value stands until then.
      </p>
      <Button size="sm" variant="primary" onClick={onDecide}>
        Decide…
      </Button>
    </section>
  );
}
