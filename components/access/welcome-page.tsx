"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { OpenedLink } from "@/lib/model";
import { readLink } from "./access-calls";
import { Door } from "./door";
import { NewPasswordForm } from "./new-password-form";
import { ProviderButton } from "./provider-button";
import { useMe } from "./use-me";

/** Where a link leads that sets a password; its token stands behind the #, and is taken out of the address at once. */
export function WelcomePage() {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const given = window.location.hash.slice(1);
    window.history.replaceState(window.history.state, "", window.location.pathname);
    if (given !== "") setToken(given);
  }, []);
  const { data, error } = useQuery({
    queryKey: ["access-link", token],
    queryFn: () => readLink(token ?? ""),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const title = data?.kind === "password" ? "Set your password" : "Welcome to Turnscope";
  return (
    <Door title={title}>
      {token === null && <p className="text-sm">Open the link as you were given it, with everything behind the #.</p>}
      {token !== null && !data && !error && <Spinner label="Reading the link" isLabelShown />}
      {error && (
        <div className="flex flex-col gap-3">
          <ErrorNote title="This link is no longer good" detail={problemSentence(error)} />
          <PageLink href="/sign-in" className="text-sm text-accent underline">
            Sign in
          </PageLink>
        </div>
      )}
      {token !== null && data && <Welcome token={token} link={data} />}
    </Door>
  );
}

function Welcome({ token, link }: { token: string; link: OpenedLink }) {
  const me = useMe();
  if (!me) return <Spinner label="Loading" isLabelShown />;
  const { provider, hasPasswords } = me.signIn;
  return (
    <div className="flex flex-col gap-4">
      {link.kind === "first-run" && (
        <p className="text-sm">
          You will be the administrator: you say who may come in and with which role. What production bots remember of people you do not
          see, unless you give yourself a role for that.
        </p>
      )}
      {link.kind === "first-run" && provider !== null && <ProviderButton name={provider} token={token} />}
      {hasPasswords && <NewPasswordForm token={token} link={link} />}
    </div>
  );
}
