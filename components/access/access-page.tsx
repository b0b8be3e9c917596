"use client";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { AccountList } from "./account-list";
import { EmergencySection } from "./emergency-section";
import { KeyList } from "./key-list";
import { useMe } from "./use-me";

/** Who may come in, and which scripts. */
export function AccessPage() {
  const me = useMe();
  const mayGrant = me?.caller?.rights.includes("privacy.approve") ?? false;
  const isAllowed = me?.caller?.rights.includes("access.manage") ?? false;
  return (
    <PageFrame
      title="Users and keys"
      description="Who may come in and with which role. What each role may is decided by the server, wherever data is read."
      actions={
        <PageLink href="/settings" className="text-sm text-accent underline">
          Settings
        </PageLink>
      }
    >
      {me && !me.signIn.isOn && (
        <p className="mb-4 rounded-md border border-line bg-raised px-3 py-2 text-sm">
          Nobody signs in now: this server is reached from this machine alone, by somebody who has every role. Set{" "}
          <code className="font-mono">TURNSCOPE_SIGN_IN=accounts</code> to let a team in. Keys work already.
        </p>
      )}
      {me && !isAllowed && <p className="text-sm">Only an administrator manages users, roles and keys.</p>}
      {(isAllowed || mayGrant) && (
        <div className="mt-4 flex flex-col gap-8 first:mt-0">
          {isAllowed && <AccountList />}
          {isAllowed && <KeyList />}
          <EmergencySection />
        </div>
      )}
    </PageFrame>
  );
}
