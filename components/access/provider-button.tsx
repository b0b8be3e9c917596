"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { startProvider } from "./access-calls";

/** Leaves for the provider. With the token of a first-run link, whoever comes back is the first administrator. */
export function ProviderButton({ name, ...place }: { name: string; next?: string; token?: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async (): Promise<void> => {
    setIsLeaving(true);
    try {
      window.location.assign(await startProvider(place));
    } catch (error) {
      setFailure(problemSentence(error));
      setIsLeaving(false);
    }
  };
  return (
    <>
      {failure !== null && <ErrorNote title="The provider was not reached" detail={failure} />}
      <Button variant="primary" disabled={isLeaving} onClick={() => void leave()}>
        Sign in with {name}
      </Button>
    </>
  );
}
