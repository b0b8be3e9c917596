"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { toast } from "@/components/ui/toast";
import { type Account, type PasswordLink, roleLabels } from "@/lib/model";
import { endSessions, listAccounts, makePasswordLink } from "./access-calls";
import { AccountDialog } from "./account-dialog";
import { SecretDialog } from "./secret-dialog";
import { useMe } from "./use-me";

type ShownLink = { who: string; link: PasswordLink };

export function AccountList() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["accounts"], queryFn: ({ signal }) => listAccounts(signal) });
  const [edited, setEdited] = useState<Account | "new" | null>(null);
  const [shown, setShown] = useState<ShownLink | null>(null);
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: ["accounts"] });
    } catch (failure) {
      toast({ tone: "bad", message: problemSentence(failure) });
    }
  };
  return (
    <section aria-labelledby="accounts-title">
      <div className="mb-2 flex items-center gap-3">
        <h2 id="accounts-title" className="grow font-semibold">
          Users
        </h2>
        <Button variant="primary" onClick={() => setEdited("new")}>
          Add a user…
        </Button>
      </div>
      {data?.warnings.map((warning) => (
        <p key={warning} className="mb-2 rounded-md border border-line bg-warning-wash px-3 py-2 text-sm">
          {warning}
        </p>
      ))}
      {error && <ErrorNote title="The users did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {data?.accounts.length === 0 && (
        <p className="text-sm text-muted">Nobody has an account yet. Whom you add gets a link to set a password.</p>
      )}
      {data && data.accounts.length > 0 && (
        <ul className="rounded-md border border-line">
          {data.accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              onEdit={() => setEdited(account)}
              onLink={() => void act(async () => setShown({ who: account.name, link: await makePasswordLink(account.id) }))}
              onEnd={() => void act(async () => void (await endSessions(account.id)))}
            />
          ))}
        </ul>
      )}
      {edited !== null && (
        <AccountDialog
          account={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onAdded={(who, link) => setShown({ who, link })}
        />
      )}
      {shown && (
        <SecretDialog
          title={`A link for ${shown.who}`}
          description="Whoever opens it sets the password, once and within a day. Send it on a way that only they read; it is not shown again."
          secret={shown.link.url}
          label="Link"
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

type AccountRowProps = { account: Account; onEdit: () => void; onLink: () => void; onEnd: () => void };

function AccountRow({ account, onEdit, onLink, onEnd }: AccountRowProps) {
  const isMyself = useMe()?.caller?.id === account.id;
  const roles = account.roles.map((role) => roleLabels[role]).join(", ") || "no role yet";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="min-w-0 grow basis-64">
        <p className="wrap-anywhere">
          <strong className="font-semibold">{account.name}</strong> <span className="text-muted">{account.login}</span>
          {isMyself && <span className="text-muted"> (you)</span>}
        </p>
        <p className="text-xs text-muted">
          {roles} · {stateOf(account)}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={onEdit} aria-label={`Change ${account.name}`}>
          Change…
        </Button>
        {account.kind === "password" && (
          <Button size="sm" onClick={onLink} aria-label={`Password link for ${account.name}`}>
            Password link
          </Button>
        )}
        <Button size="sm" onClick={onEnd} disabled={account.sessions === 0} aria-label={`Sign ${account.name} out`}>
          Sign out
        </Button>
      </div>
    </li>
  );
}

function stateOf({ disabledAt, hasPassword, kind, isByClaim, seenOn, sessions }: Account): string {
  if (disabledAt !== null) return "locked out";
  if (kind === "password" && !hasPassword) return "has not followed the link yet";
  const where = sessions === 0 ? "not signed in" : sessions === 1 ? "signed in" : `signed in in ${sessions} browsers`;
  return [isByClaim ? "roles from the provider" : null, where, seenOn === null ? null : `last on ${seenOn}`].filter(Boolean).join(", ");
}
