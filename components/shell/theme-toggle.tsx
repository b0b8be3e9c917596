"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { theme, themes, useTheme } from "@/components/settings/preferences";
import { IconButton } from "@/components/ui/icon-button";

const icons = { system: Monitor, light: Sun, dark: Moon };

export function chooseNextTheme(): void {
  theme.set(themes[(themes.indexOf(theme.get()) + 1) % themes.length] ?? "system");
}

export function ThemeToggle() {
  const current = useTheme();
  const Icon = icons[current];
  return (
    <IconButton label={`Theme: ${current}`} title="Change theme (system, light, dark)" onClick={chooseNextTheme}>
      <Icon aria-hidden="true" className="size-4" />
    </IconButton>
  );
}
