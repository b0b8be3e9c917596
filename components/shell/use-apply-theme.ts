"use client";
import { useEffect } from "react";
import { theme } from "@/components/settings/preferences";

function apply(): void {
  const chosen = theme.get();
  const isDark = chosen === "dark" || (chosen === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

/** Follows the setting, in every tab, and the system while the setting says so. The first paint is the theme script's. */
export function useApplyTheme(): void {
  useEffect(() => {
    apply();
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", apply);
    const leave = theme.subscribe(apply);
    return () => {
      system.removeEventListener("change", apply);
      leave();
    };
  }, []);
}
