"use client";
import { Bot } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

export function NoBots() {
  return (
    <EmptyState title="There are no bots here" icon={<Bot className="size-8" />}>
      Add one by its address, or set TURNSCOPE_BOTS to the path of a module that exports bots and start Turnscope again.
    </EmptyState>
  );
}
