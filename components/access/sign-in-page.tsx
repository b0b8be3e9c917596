"use client";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { TextField } from "@/components/ui/text-field";
import { signIn } from "./access-calls";
import { Door } from "./door";
import { ProviderButton } from "./provider-button";
import { safeNext } from "./safe-next";
import { useMe } from "./use-me";

const errors: Record<string, string> = {
  sign_in_refused: "The provider did not vouch for you, or it took too long. Begin again; if it stays so, tell an administrator.",
  provider_unreachable: "The provider with which one signs in does not answer. Try again later.",
  link_not_found: "This first-run link was used already, or is no longer good. Start the server again for another.",
};

export function SignInPage() {
  const me = useMe();
  const search = useSearchParams();
  const next = safeNext(search.get("next"));
  const error = search.get("error");
  return (
    <Door title="Sign in">
      {!me && <Spinner label="Loading" isLabelShown />}
      {me && !me.signIn.isOn && <NobodySignsIn />}
      {me?.signIn.isOn && (
        <div className="flex flex-col gap-4">
          {error && <ErrorNote title="You are not signed in" detail={errors[error] ?? "Begin again."} />}
          {me.signIn.provider !== null && <ProviderButton name={me.signIn.provider} next={next} />}
          {me.signIn.provider !== null && me.signIn.hasPasswords && (
            <p className="text-center text-xs text-muted">or with an account of this server</p>
          )}
          {me.signIn.hasPasswords && <PasswordForm next={next} isOnly={me.signIn.provider === null} />}
        </div>
      )}
    </Door>
  );
}

function NobodySignsIn() {
  return (
    <p className="text-sm">
      Nobody signs in here: this server is reached from this machine alone.{" "}
      <PageLink href="/" className="text-accent underline">
        Open the workbench
      </PageLink>
    </p>
  );
}

function PasswordForm({ next, isOnly }: { next: string; isOnly: boolean }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsSending(true);
    try {
      await signIn(login, password);
      // Anew, so that nothing of whoever was here before is left in the page.
      window.location.assign(next);
    } catch (error) {
      setFailure(problemSentence(error));
      setPassword("");
      setIsSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      {failure !== null && <ErrorNote title="You are not signed in" detail={failure} />}
      <TextField
        label="Name or e-mail"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={isOnly}
        value={login}
        onChange={({ target }) => setLogin(target.value)}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Button type="submit" variant="primary" disabled={isSending}>
        {isSending ? "Signing in…" : "Sign in"}
      </Button>
      <p className="text-xs text-muted">Forgotten? An administrator makes a link by which you set a new password.</p>
    </form>
  );
}
