"use client";
import { LogOut } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { IconButton } from "@/components/ui/icon-button";
import { PageLink } from "@/components/ui/page-link";
import { toast } from "@/components/ui/toast";
import { leave } from "./leave";
import { useMe } from "./use-me";

/** In the header: as whom one is signed in, and the way out. Nothing where nobody signs in. */
export function WhoAmI() {
  const me = useMe();
  if (!me?.signIn.isOn || !me.caller) return null;
  const out = () => void leave(false).catch((error: unknown) => toast({ tone: "bad", message: problemSentence(error) }));
  return (
    <>
      <PageLink href="/me" className="max-w-40 truncate rounded-md px-2 py-1 text-sm hover:bg-hover">
        <span className="sr-only">Signed in as </span>
        {me.caller.name}
      </PageLink>
      <IconButton label="Sign out" onClick={out}>
        <LogOut aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}
