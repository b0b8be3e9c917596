"use client";
import { MessageSquare, UserMinus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { UnlessRefused } from "@/components/access/unless-refused";
import { problemSentence } from "@/components/api/api-problem";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { newUserId, type MemberList as People } from "@/lib/model";
import { addMember, type MemberChange, removeMember } from "./member-calls";

type Member = People["members"][number];
type MemberListProps = {
  conversationId: string;
  members: readonly Member[];
  isReadOnly: boolean;
  /** Why whoever is at the page may not change who is there. */
  refusal: string | null;
  onSpeakAs: (member: Member) => void;
};

/** Who is there; the bot is told of whoever is added or removed. */
export function MemberList({ conversationId, members, isReadOnly, refusal, onSpeakAs }: MemberListProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const attempt = async (work: Promise<MemberChange>, what: string): Promise<boolean> => {
    setFailure(null);
    try {
      const { turn } = await work;
      setTold(
        `${what}. The bot was told in turn ${turn.number}${turn.outcome === "completed" ? "" : `, which ${turn.outcome.replace("_", " ")}`}.`,
      );
      return true;
    } catch (error) {
      setFailure(problemSentence(error));
      return false;
    }
  };
  const present = members.filter(({ leftAt }) => leftAt === null);
  return (
    <section aria-label="People">
      <ul aria-label="Who is there" className="mb-3 max-w-2xl">
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            canLeave={!isReadOnly && refusal === null && member.leftAt === null && present.length > 1}
            onSpeakAs={isReadOnly ? null : () => onSpeakAs(member)}
            onRemove={() => void attempt(removeMember(conversationId, member.id), `${member.name} is removed`)}
          />
        ))}
      </ul>
      {failure !== null && <ErrorNote className="mb-3 max-w-2xl" title="The people are as they were" detail={failure} />}
      <p aria-live="polite" className="mb-2 text-sm text-muted empty:hidden">
        {failure === null && told}
      </p>
      {!isReadOnly && (
        <UnlessRefused reason={refusal} className="max-w-2xl">
          <AddForm onAdd={(person) => attempt(addMember(conversationId, person), `${person.name} is added`)} />
        </UnlessRefused>
      )}
    </section>
  );
}

type MemberRowProps = { member: Member; canLeave: boolean; onSpeakAs: (() => void) | null; onRemove: () => void };

function MemberRow({ member: { id, name, leftAt }, canLeave, onSpeakAs, onRemove }: MemberRowProps) {
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5">
      <Avatar name={name} />
      <p className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className="max-w-full truncate font-mono text-xs text-muted">{id}</span>
        {leftAt !== null && <Badge title={`since ${new Date(leftAt).toLocaleString()}`}>has left</Badge>}
      </p>
      {onSpeakAs && (
        <IconButton label={`Speak as ${name}`} size="sm" onClick={onSpeakAs}>
          <MessageSquare aria-hidden="true" className="size-3.5" />
        </IconButton>
      )}
      {canLeave && (
        <IconButton label={`Remove ${name}`} size="sm" onClick={onRemove}>
          <UserMinus aria-hidden="true" className="size-3.5" />
        </IconButton>
      )}
    </li>
  );
}

function AddForm({ onAdd }: { onAdd: (person: { id: string; name: string }) => Promise<boolean> }) {
  const [name, setName] = useState("");
  const [id, setId] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || isAdding) return;
    setIsAdding(true);
    const isAdded = await onAdd({ id: id.trim() || newUserId(), name: name.trim() });
    setIsAdding(false);
    if (!isAdded) return;
    setName("");
    setId("");
  };
  return (
    <form aria-label="Add a person" onSubmit={onSubmit} className="flex max-w-2xl flex-wrap items-end gap-2">
      <TextField label="Name" className="min-w-40 grow" maxLength={500} value={name} onChange={({ target }) => setName(target.value)} />
      <TextField
        label="User id"
        className="min-w-40 grow"
        inputClassName="font-mono"
        placeholder="made up when left out"
        maxLength={450}
        value={id}
        onChange={({ target }) => setId(target.value)}
      />
      <Button type="submit" variant="primary" disabled={name.trim() === "" || isAdding}>
        Add and tell the bot
      </Button>
    </form>
  );
}
