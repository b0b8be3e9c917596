"use client";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { useMe } from "@/components/access/use-me";
import { LiveProvider } from "@/components/live/live-provider";
import { ForgetMasked } from "@/components/masking/forget-masked";
import { ForgetErased } from "@/components/privacy/erasure/forget-erased";
import { Toaster } from "@/components/ui/toaster";
import { AppHeader } from "./app-header";
import { preloadChat } from "./preload-chat";
import { QueryProvider } from "./query-provider";
import { useApplyTheme } from "./use-apply-theme";
import { useCommandKeys } from "./use-command-keys";
import { usePageCommands } from "./use-page-commands";

// Popups bring half of the component library with them; they are fetched when first opened.
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), { ssr: false });
// Needed next to never.
const EmergencyBanner = dynamic(() => import("@/components/access/emergency-banner").then((module) => module.EmergencyBanner), {
  ssr: false,
});
const KeysSheet = dynamic(() => import("./keys-sheet").then((module) => module.KeysSheet), { ssr: false });

preloadChat();

type Popup = "palette" | "keys" | null;

/** What stands around every page. Whoever has not come in yet sees no navigation, and nothing connects for them. */
export function AppShell({ children }: { children: ReactNode }) {
  const isAtDoor = /^\/(?:sign-in|welcome)$/.test(usePathname());
  useApplyTheme();
  return (
    <QueryProvider>
      {isAtDoor ? (
        <main id="main" className="flex min-h-0 grow flex-col">
          {children}
        </main>
      ) : (
        <InnerShell>{children}</InnerShell>
      )}
    </QueryProvider>
  );
}

/** Header, live connection, palette, keys and toasts. */
function InnerShell({ children }: { children: ReactNode }) {
  const hasEmergency = (useMe()?.emergencies.length ?? 0) > 0;
  const [popup, setPopup] = useState<Popup>(null);
  const onSearch = useCallback(() => setPopup("palette"), []);
  const onShowKeys = useCallback(() => setPopup("keys"), []);
  const onClose = useCallback(() => setPopup(null), []);
  useCommandKeys();
  usePageCommands({ onSearch, onShowKeys });
  return (
    <LiveProvider>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-60 focus:bg-surface focus:px-3 focus:py-2">
        Skip to content
      </a>
      <AppHeader onSearch={onSearch} onShowKeys={onShowKeys} />
      {hasEmergency && <EmergencyBanner />}
      <main id="main" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none print:block">
        {children}
      </main>
      {popup === "palette" && <CommandPalette isOpen onClose={onClose} />}
      {popup === "keys" && <KeysSheet isOpen onClose={onClose} />}
      <ForgetMasked />
      <ForgetErased />
      <Toaster />
    </LiveProvider>
  );
}
