"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { FinishedSignIn, SignInRequest } from "@/lib/model";
import { getSignIn, type SignInLink } from "./sign-in-calls";
import { SignInDone } from "./sign-in-done";
import { SignInForm } from "./sign-in-form";

/** Where a bot's sign-in card leads: in place of the page of an account's provider, a tester gives the token. */
export function SignInPage(link: SignInLink) {
  const { data, error, refetch } = useQuery({
    queryKey: ["sign-in", link],
    queryFn: ({ signal }) => getSignIn(link, signal),
    // Its token is made up anew each time, which may not happen under a tester's hands.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="relative min-h-0 grow overflow-y-auto">
      <div className="mx-auto w-full max-w-xl px-4 py-8">
        {error && <ErrorNote title="There is nothing to sign in to" detail={problemSentence(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Spinner label="Loading the sign-in" isLabelShown />}
        {data && <SignIn link={link} asked={data} />}
      </div>
    </div>
  );
}

function SignIn({ link, asked }: { link: SignInLink; asked: SignInRequest }) {
  const [finished, setFinished] = useState<FinishedSignIn | "cancelled" | null>(null);
  if (finished === null) return <SignInForm link={link} asked={asked} onFinished={setFinished} onCancel={() => setFinished("cancelled")} />;
  if (finished !== "cancelled") return <SignInDone asked={asked} finished={finished} />;
  return (
    <EmptyState isPage title="You did not sign in">
      {asked.bot.name} was told nothing. You can close this tab; the card in the chat leads here again.
    </EmptyState>
  );
}
