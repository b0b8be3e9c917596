"use client";
import { PageLink } from "@/components/ui/page-link";
import { clockTime } from "@/components/ui/time-words";
import { useMe } from "./use-me";

/** On every page: that an administrator reads people's data now, and to those who decide, that one asks to. */
export function EmergencyBanner() {
  const me = useMe();
  const mayGrant = me?.caller?.rights.includes("privacy.approve");
  const shown = me?.emergencies.filter(({ state, isOwn }) => state === "lasting" || (state === "asked" && mayGrant && !isOwn));
  if (!shown?.length) return null;
  return (
    <section aria-label="Emergency access" className="shrink-0 border-b border-line bg-removed-wash px-3 py-1.5 text-sm">
      {shown.map(({ id, name, isOwn, since, until, reason }) => (
        <p key={id} className="wrap-anywhere">
          <strong className="font-semibold text-removed">Emergency access:</strong>{" "}
          {since !== null && until !== null
            ? `${isOwn ? "you read" : `${name} reads`} people’s data, from ${clockTime(since)} until ${clockTime(until)}.`
            : `${name} asks to read people’s data: ${reason}`}{" "}
          {(isOwn || mayGrant) && (
            <PageLink href="/settings/access" className="text-accent underline">
              {since === null ? "Decide" : "End it"}
            </PageLink>
          )}
        </p>
      ))}
    </section>
  );
}
