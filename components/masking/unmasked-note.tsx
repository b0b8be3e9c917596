"use client";
import { Eye } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Unmasking } from "@/lib/model";
import { endUnmasking } from "./masking-calls";
import { MinutesLeft } from "./minutes-left";

/** That somebody is seen, why, and how long still; it can be ended. */
export function UnmaskedNote({ unmasking, who }: { unmasking: Unmasking; who: string }) {
  const [isEnding, setIsEnding] = useState(false);
  const end = (): void => {
    setIsEnding(true);
    endUnmasking(unmasking.id).catch((error: unknown) => {
      setIsEnding(false);
      toast({ tone: "bad", message: `${who} is still unmasked. ${problemSentence(error)}` });
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <p className="min-w-0 wrap-anywhere">
        <Eye aria-hidden="true" className="mr-2 inline size-4 align-text-bottom text-changed" />
        <strong className="font-semibold">{who} is unmasked</strong>: {unmasking.reason}
      </p>
      <MinutesLeft until={unmasking.until} />
      <Button size="sm" disabled={isEnding} onClick={end} aria-label={`Mask ${who} again`}>
        Mask again
      </Button>
    </div>
  );
}
