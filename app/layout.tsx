import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import "./globals.css";
import { ThemeScript } from "./theme-script";

export const metadata: Metadata = {
  title: { default: "Turnscope", template: "%s · Turnscope" },
  description: "Shows what a chat bot remembers, turn by turn.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The nonce is new for each request, so every page is rendered on demand.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme script has set an attribute here before React wakes up.
    <html lang="en" suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} />
        {/* Not in the metadata: Next exchanges that from page to page, and a browser that finds no icon meanwhile asks for /favicon.ico. */}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
      </head>
      <body className="flex h-dvh flex-col overflow-hidden print:block print:h-auto print:overflow-visible">
        <AppShell>{children}</AppShell>
      </body>
    </html>
  );
}
