"use client";
import { Braces, Globe } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { templates } from "./templates";

const ActivityDialog = dynamic(() => import("./activity-dialog").then((module) => module.ActivityDialog), { ssr: false });
const ConversationSettingsDialog = dynamic(
  () => import("./conversation-settings-dialog").then((module) => module.ConversationSettingsDialog),
  { ssr: false },
);

type Opened = { kind: "activity"; templateId: string } | { kind: "settings" } | null;

/** Beside the send box: everything that can be sent and is no message that one types. */
export function ActivityMenu() {
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Menu
        className="w-80"
        trigger={
          <IconButton label="Send another activity">
            <Braces aria-hidden="true" className="size-4 text-muted" />
          </IconButton>
        }
      >
        <MenuGroup label="Send another activity">
          {templates.map(({ id, title, hint }) => (
            <MenuItem key={id} hint={hint} onSelect={() => setOpened({ kind: "activity", templateId: id })}>
              {title}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuSeparator />
        <MenuItem icon={<Globe aria-hidden="true" className="size-4" />} onSelect={() => setOpened({ kind: "settings" })}>
          Locale, time zone and channel…
        </MenuItem>
      </Menu>
      {opened?.kind === "activity" && <ActivityDialog templateId={opened.templateId} onClose={close} />}
      {opened?.kind === "settings" && <ConversationSettingsDialog onClose={close} />}
    </>
  );
}
