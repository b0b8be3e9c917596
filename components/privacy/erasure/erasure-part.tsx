"use client";
import { Card } from "@/components/people/card";

/** The part of a case that erases: what will go, who approves it, how it ended. */
export function ErasurePart({ number }: { number: string }) {
  return (
    <Card title="Erasure">
      <p className="px-4 py-3 text-sm text-muted">
        What will go is planned, approved by another person and carried out under <span className="font-mono">{number}</span>.
      </p>
    </Card>
  );
}
