"use client";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { type Command, useOfferCommands } from "./commands";
import { places } from "./main-nav";
import { chooseNextTheme } from "./theme-toggle";

type PageCommandsOptions = { onSearch: () => void; onShowKeys: () => void };

/** The commands that every page has. Pass stable callbacks. */
export function usePageCommands({ onSearch, onShowKeys }: PageCommandsOptions): void {
  const router = useRouter();
  const commands = useMemo<Command[]>(
    () => [
      { id: "search", group: "Page", title: "Search commands", keys: "mod+k", run: onSearch },
      { id: "keys", group: "Page", title: "Keyboard shortcuts", keys: "?", run: onShowKeys },
      { id: "theme", group: "Page", title: "Change theme", keywords: ["dark", "light", "system"], run: chooseNextTheme },
      {
        id: "api-docs",
        group: "Page",
        title: "Read the HTTP API's documentation",
        keywords: ["openapi"],
        run: () => window.location.assign("/api/docs"),
      },
      ...places.map(
        ({ href, title }): Command => ({ id: `go-${title}`, group: "Go to", title: `Go to ${title}`, run: () => router.push(href) }),
      ),
    ],
    [router, onSearch, onShowKeys],
  );
  useOfferCommands(commands);
}
