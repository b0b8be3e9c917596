"use client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <EmptyState
      isPage
      className="grow justify-center"
      title="This page stopped working"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
        </>
      }
    >
      <p>What was said and stored is safe on the server. The reason:</p>
      <p role="alert" className="mt-2 font-mono text-xs break-words text-removed">
        {error.message || `error ${error.digest ?? "without a name"}`}
      </p>
    </EmptyState>
  );
}
