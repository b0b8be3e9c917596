"use client";
import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { Spinner } from "@/components/ui/spinner";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { type Me, minPasswordCharacters, rightWords, roleLabels } from "@/lib/model";
import { changePassword } from "./access-calls";
import { leave } from "./leave";
import { useMe } from "./use-me";

export function MePage() {
  const me = useMe();
  return (
    <PageFrame title={me?.caller?.name ?? "Who am I"} description="Who you are here, and what you may.">
      {!me && <Spinner label="Loading" isLabelShown />}
      {me?.caller && <Self caller={me.caller} signIn={me.signIn} />}
    </PageFrame>
  );
}

function Self({ caller, signIn }: { caller: NonNullable<Me["caller"]>; signIn: Me["signIn"] }) {
  return (
    <div className="flex max-w-xl flex-col gap-6 text-sm">
      <section aria-labelledby="me-rights">
        <h2 id="me-rights" className="mb-1 font-semibold">
          {caller.roles.length === 0 ? "You have no role yet" : caller.roles.map((role) => roleLabels[role]).join(", ")}
        </h2>
        {caller.roles.length === 0 ? (
          <p>An administrator gives you one. Until then there is nothing for you to see.</p>
        ) : (
          <ul className="list-disc pl-5">
            {caller.rights.map((right) => (
              <li key={right}>You may {rightWords(right)}.</li>
            ))}
          </ul>
        )}
      </section>
      {caller.kind === "account" && signIn.hasPasswords && <PasswordSection />}
      {caller.kind === "account" && (
        <section aria-labelledby="me-sessions">
          <h2 id="me-sessions" className="mb-2 font-semibold">
            Signed in
          </h2>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => void leave(false)}>Sign out</Button>
            <Button onClick={() => void leave(true)}>Sign out everywhere</Button>
          </div>
        </section>
      )}
      {!signIn.isOn && (
        <p className="text-muted">Nobody signs in here: this server is reached from this machine alone, and you have every role.</p>
      )}
    </div>
  );
}

function PasswordSection() {
  const [typed, setTyped] = useState({ current: "", password: "" });
  const [failure, setFailure] = useState<string | null>(null);
  const set = (field: keyof typeof typed) => (event: { target: { value: string } }) => setTyped({ ...typed, [field]: event.target.value });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await changePassword(typed.current, typed.password);
      setTyped({ current: "", password: "" });
      setFailure(null);
      toast({ message: "Password changed; other browsers are signed out" });
    } catch (error) {
      setFailure(problemSentence(error));
    }
  };
  return (
    <section aria-labelledby="me-password">
      <h2 id="me-password" className="mb-2 font-semibold">
        Password
      </h2>
      <form onSubmit={(event) => void submit(event)} className="flex max-w-sm flex-col gap-3">
        {failure !== null && <ErrorNote title="The password was not changed" detail={failure} />}
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          required
          value={typed.current}
          onChange={set("current")}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          minLength={minPasswordCharacters}
          description={`${minPasswordCharacters} characters or more.`}
          value={typed.password}
          onChange={set("password")}
        />
        <Button type="submit" className="self-start">
          Change password
        </Button>
      </form>
    </section>
  );
}
