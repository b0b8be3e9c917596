"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { type AllScopes, type JsonValue, type MemberList, type Scope, scopeLabels } from "@/lib/model";
import { LeafList } from "./leaf-list";
import { type LeafRow, leafRows, tellingTexts } from "./leaf-rows";
import { useStateOf } from "./use-members";

type Member = MemberList["members"][number];
type SideBySideProps = { conversationId: string; members: readonly [Member, Member, ...Member[]] };

/** What the bot remembers about two people, with what is everybody's between them. */
export function SideBySide({ conversationId, members }: SideBySideProps) {
  const [chosen, setChosen] = useState<[string | null, string | null]>([null, null]);
  const left = members.find(({ id }) => id === chosen[0]) ?? members[0];
  const right = members.find(({ id }) => id === chosen[1] && id !== left.id) ?? members.find(({ id }) => id !== left.id) ?? members[1];
  const [ofLeft, ofRight] = [useStateOf(conversationId, left.id), useStateOf(conversationId, right.id)];
  const error = ofLeft.error ?? ofRight.error;
  return (
    <section aria-label="Side by side">
      <h2 className="font-semibold">Side by side</h2>
      <p className="mb-3 max-w-prose text-sm text-muted">
        What the bot keeps apart stands left and right, what is everybody's in the middle. A value that stands on both sides, or that is
        somebody's and in the middle too, is marked.
      </p>
      {error && <ErrorNote className="mb-3" title="The state could not be read" detail={problemSentence(error)} />}
      <div className="grid items-start gap-3 lg:grid-cols-3">
        <Person label="Left" members={members} person={left} onChoose={(id) => setChosen([id, right.id === id ? left.id : right.id])} />
        <p className="self-end pb-1.5 text-center text-sm text-muted max-lg:hidden">everybody's</p>
        <Person
          label="Right"
          members={members.filter(({ id }) => id !== left.id)}
          person={right}
          onChoose={(id) => setChosen([left.id, id])}
          className="max-lg:row-start-2"
        />
        <Columns left={left} right={right} stateOfLeft={ofLeft.data} stateOfRight={ofRight.data} />
      </div>
    </section>
  );
}

type PersonProps = { label: string; members: readonly Member[]; person: Member; onChoose: (id: string) => void; className?: string };

function Person({ label, members, person, onChoose, className }: PersonProps) {
  return (
    <Select label={label} className={className} value={person.id} onChange={({ target }) => onChoose(target.value)}>
      {members.map(({ id, name, leftAt }) => (
        <option key={id} value={id}>
          {name} · {id}
          {leftAt === null ? "" : " · has left"}
        </option>
      ))}
    </Select>
  );
}

type ColumnsProps = { left: Member; right: Member; stateOfLeft: AllScopes | undefined; stateOfRight: AllScopes | undefined };

function Columns({ left, right, stateOfLeft, stateOfRight }: ColumnsProps) {
  const ownOfLeft = ownRows(stateOfLeft);
  const ownOfRight = ownRows(stateOfRight);
  const [textsOfLeft, textsOfRight] = [ownOfLeft, ownOfRight].map(({ user, private: privately }) => tellingTexts([...user, ...privately]));
  const noteIf = (texts: ReadonlySet<string> | undefined, name: string) => (row: LeafRow) =>
    texts?.has(row.text) ? `also ${name}'s` : null;
  const noteShared = (row: LeafRow) => noteIf(textsOfLeft, left.name)(row) ?? noteIf(textsOfRight, right.name)(row);
  const shared = ["conversation", "dialog"] as const;
  return (
    <>
      <Column>
        <OwnScopes person={left} rows={ownOfLeft} noteOf={noteIf(textsOfRight, right.name)} />
      </Column>
      <Column>
        {shared.map((scope) => (
          <LeafList key={scope} scope={scope} title={scopeLabels[scope]} rows={rowsOf(stateOfLeft, scope)} noteOf={noteShared} />
        ))}
      </Column>
      <Column>
        <OwnScopes person={right} rows={ownOfRight} noteOf={noteIf(textsOfLeft, left.name)} />
      </Column>
    </>
  );
}

function Column({ children }: { children: React.ReactNode }) {
  return <div className="flex min-w-0 flex-col gap-3">{children}</div>;
}

type OwnRows = { private: LeafRow[]; user: LeafRow[] };

function OwnScopes({ person, rows, noteOf }: { person: Member; rows: OwnRows; noteOf: (row: LeafRow) => string | null }) {
  return (
    <>
      <LeafList scope="private" title={`${scopeLabels.private} of ${person.name}`} rows={rows.private} noteOf={noteOf} />
      <LeafList scope="user" title={`${scopeLabels.user} of ${person.name}`} rows={rows.user} noteOf={noteOf} />
    </>
  );
}

function ownRows(state: AllScopes | undefined): OwnRows {
  return { private: rowsOf(state, "private"), user: rowsOf(state, "user") };
}

function rowsOf(state: AllScopes | undefined, scope: Scope): LeafRow[] {
  return leafRows(state?.[scope].data as JsonValue | undefined);
}
