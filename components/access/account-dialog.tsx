"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import type { Account, PasswordLink, Role } from "@/lib/model";
import { addAccount, changeAccount, removeAccount } from "./access-calls";
import { RoleChoice } from "./role-choice";

type AccountDialogProps = {
  /** Null adds somebody. */
  account: Account | null;
  onClose: () => void;
  onAdded: (who: string, link: PasswordLink) => void;
};

export function AccountDialog({ account, onClose, onAdded }: AccountDialogProps) {
  const formId = useId();
  const client = useQueryClient();
  const first = useRef<HTMLInputElement>(null);
  const [login, setLogin] = useState(account?.login ?? "");
  const [name, setName] = useState(account?.name ?? "");
  const [roles, setRoles] = useState<Role[]>(account?.roles ?? ["tester"]);
  const [failure, setFailure] = useState<string | null>(null);
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: ["accounts"] });
      onClose();
    } catch (error) {
      setFailure(problemSentence(error));
    }
  };
  const save = async (): Promise<void> => {
    if (account === null) {
      const added = await addAccount({ login, name, roles });
      return onAdded(added.account.name, added.link);
    }
    const isSame = roles.length === account.roles.length && roles.every((role) => account.roles.includes(role));
    await changeAccount(account.id, { name, ...(isSame ? {} : { roles }) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void act(save);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      initialFocus={first}
      title={account === null ? "Add a user" : `Change ${account.name}`}
      description={account === null ? "You get a link by which they set their password." : "Other roles sign the user out everywhere."}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            {account === null ? "Add" : "Save"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        {failure !== null && <ErrorNote title="Nothing was changed" detail={failure} />}
        <TextField ref={first} label="Called" required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        <TextField
          label="Signs in as"
          description={account === null ? "An e-mail address or a short name, without spaces." : undefined}
          required
          maxLength={200}
          readOnly={account !== null}
          value={login}
          onChange={({ target }) => setLogin(target.value)}
        />
        <RoleChoice chosen={roles} onChange={setRoles} isDisabled={account?.isByClaim} />
        {account?.isByClaim && <p className="text-xs text-muted">These come from the provider at each sign-in.</p>}
        {account && (
          <div className="flex flex-wrap gap-2 border-t border-line pt-3">
            <Button
              onClick={() => void act(async () => void (await changeAccount(account.id, { isDisabled: account.disabledAt === null })))}
            >
              {account.disabledAt === null ? "Lock out" : "Let in again"}
            </Button>
            <Button variant="danger" onClick={() => void act(async () => void (await removeAccount(account.id)))}>
              Remove {account.name}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
