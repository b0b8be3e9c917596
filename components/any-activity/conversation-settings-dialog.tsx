"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import { useConversation } from "@/components/workbench/conversation-context";
import { defaultChannelId } from "@/lib/model";
import { changeConversation } from "./activity-calls";

/** What is said with everything that people send in this conversation from now on. */
export function ConversationSettingsDialog({ onClose }: { onClose: () => void }) {
  const { conversationId, conversation } = useConversation();
  const formId = useId();
  const firstField = useRef<HTMLInputElement>(null);
  const [fields, setFields] = useState({
    locale: conversation?.locale ?? "",
    timeZone: conversation?.timeZone ?? "",
    channelId: conversation?.channelId ?? defaultChannelId,
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const set = (name: keyof typeof fields) => (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value });
  const isOtherChannel = conversation !== null && fields.channelId.trim() !== conversation.channelId;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setIsSaving(true);
    try {
      const [locale, timeZone] = [fields.locale.trim() || null, fields.timeZone.trim() || null];
      await changeConversation(conversationId, { locale, timeZone, channelId: fields.channelId.trim() || defaultChannelId });
      onClose();
    } catch (error) {
      setFailure(problemSentence(error));
      setIsSaving(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title="Locale, time zone and channel"
      description="Of what people send in this conversation from now on."
      initialFocus={firstField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={isSaving}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        {failure !== null && <ErrorNote title="Nothing was changed" detail={failure} />}
        <TextField ref={firstField} label="Locale" placeholder="en-US" maxLength={35} value={fields.locale} onChange={set("locale")} />
        <TextField
          label="Time zone"
          placeholder={Intl.DateTimeFormat().resolvedOptions().timeZone}
          description="Such as Europe/Vienna; left empty, that of the browser."
          maxLength={100}
          value={fields.timeZone}
          onChange={set("timeZone")}
        />
        <TextField label="Channel" placeholder={defaultChannelId} maxLength={50} value={fields.channelId} onChange={set("channelId")} />
        {isOtherChannel && (
          <p role="alert" className="text-sm text-changed">
            The channel is part of every storage key: on another one the bot finds other state, and knows nobody yet. What it keeps under{" "}
            {conversation.channelId} stays, and is there again when you come back.
          </p>
        )}
      </form>
    </Dialog>
  );
}
