"use client";
import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import { minPasswordCharacters, type OpenedLink } from "@/lib/model";
import { followLink } from "./access-calls";

type NewPasswordFormProps = { token: string; link: OpenedLink };

export function NewPasswordForm({ token, link }: NewPasswordFormProps) {
  const isFirst = link.kind === "first-run";
  const [typed, setTyped] = useState({ login: link.login ?? "", name: "", password: "", again: "" });
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const set = (field: keyof typeof typed) => (event: { target: { value: string } }) => setTyped({ ...typed, [field]: event.target.value });
  const isTooShort = typed.password !== "" && typed.password.length < minPasswordCharacters;
  const isOther = typed.again !== "" && typed.again !== typed.password;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isTooShort || typed.again !== typed.password) return;
    setIsSending(true);
    try {
      const { login, name, password } = typed;
      await followLink({ token, password, ...(isFirst ? { login, ...(name.trim() === "" ? {} : { name }) } : {}) });
      window.location.assign(isFirst ? "/settings/access" : "/");
    } catch (error) {
      setFailure(problemSentence(error));
      setIsSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      {failure !== null && <ErrorNote title="The password was not set" detail={failure} />}
      <TextField
        label="Name or e-mail to sign in with"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={!isFirst}
        value={typed.login}
        onChange={set("login")}
      />
      {isFirst && <TextField label="What you are called" autoComplete="name" value={typed.name} onChange={set("name")} />}
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        description={`${minPasswordCharacters} characters or more; a few words are easiest to remember.`}
        error={isTooShort ? `Still too short: ${minPasswordCharacters} characters.` : null}
        value={typed.password}
        onChange={set("password")}
      />
      <TextField
        label="Password again"
        type="password"
        autoComplete="new-password"
        required
        error={isOther ? "This is not the same." : null}
        value={typed.again}
        onChange={set("again")}
      />
      <Button type="submit" variant="primary" disabled={isSending || isTooShort || typed.again !== typed.password}>
        {isSending ? "Setting…" : "Set password and sign in"}
      </Button>
    </form>
  );
}
