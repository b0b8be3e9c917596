"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { type ApiKey, type Role, roleLabels, roleNames } from "@/lib/model";
import { listApiKeys, makeApiKey, revokeApiKey } from "./access-calls";
import { SecretDialog } from "./secret-dialog";

/** Keys of scripts: each may what its role may. */
export function KeyList() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["api-keys"], queryFn: ({ signal }) => listApiKeys(signal) });
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);
  const again = () => client.invalidateQueries({ queryKey: ["api-keys"] });
  const revoke = async (id: string): Promise<void> => {
    try {
      await revokeApiKey(id);
      await again();
    } catch (failure) {
      toast({ tone: "bad", message: problemSentence(failure) });
    }
  };
  return (
    <section aria-labelledby="keys-title">
      <h2 id="keys-title" className="font-semibold">
        API keys
      </h2>
      <p className="mb-2 text-sm text-muted">
        For scripts: <code className="font-mono">Authorization: Bearer</code> and the key.
      </p>
      <NewKey
        onMade={(name, key) => {
          setMade({ name, key });
          void again();
        }}
      />
      {error && <ErrorNote title="The keys did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="text-sm text-muted">No script has a key yet.</p>}
      {data && data.length > 0 && (
        <ul className="rounded-md border border-line">
          {data.map((apiKey) => (
            <KeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => void revoke(apiKey.id)} />
          ))}
        </ul>
      )}
      {made && (
        <SecretDialog
          title={`The key “${made.name}”`}
          description="Shown only now: only its hash is kept. Put it where the script reads its secrets."
          label="Key"
          secret={made.key}
          onClose={() => setMade(null)}
        />
      )}
    </section>
  );
}

function NewKey({ onMade }: { onMade: (name: string, key: string) => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("tester");
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const { key, apiKey } = await makeApiKey({ name, role });
      setName("");
      setFailure(null);
      onMade(apiKey.name, key);
    } catch (error) {
      setFailure(problemSentence(error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mb-3 flex flex-wrap items-end gap-2">
      <TextField
        label="Name of the key"
        placeholder="Nightly tests"
        required
        maxLength={100}
        className="grow basis-48"
        error={failure}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Select
        label="Role"
        className="basis-40"
        value={role}
        onChange={({ target }) => setRole(roleNames.find((one) => one === target.value) ?? "tester")}
      >
        {roleNames.map((one) => (
          <option key={one} value={one}>
            {roleLabels[one]}
          </option>
        ))}
      </Select>
      <Button type="submit">Make a key</Button>
    </form>
  );
}

function KeyRow({
  apiKey: { name, role, start, createdBy, createdAt, usedOn, revokedAt },
  onRevoke,
}: {
  apiKey: ApiKey;
  onRevoke: () => void;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="min-w-0 grow basis-64">
        <p className="wrap-anywhere">
          <strong className="font-semibold">{name}</strong> <code className="font-mono text-xs text-muted">{start}…</code>
        </p>
        <p className="text-xs text-muted">
          {roleLabels[role]} · made by {createdBy} on {createdAt.slice(0, 10)} · {usedOn === null ? "never used" : `last used on ${usedOn}`}
        </p>
      </div>
      {revokedAt === null ? (
        <Button size="sm" onClick={onRevoke} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      ) : (
        <span className="text-xs text-removed">revoked on {revokedAt.slice(0, 10)}</span>
      )}
    </li>
  );
}
