"use client";
import { useId } from "react";
import { useBots } from "@/components/api/queries";
import type { CorrectionPlace, CorrectionPlaces } from "@/lib/model";
import { PartPreview } from "./part-preview";

type Choosing = { chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void };
/** `wanted`: what is to stand there instead. */
type PlaceListProps = Choosing & { found: CorrectionPlaces; wanted: string };

/** Where the same value stands, and apart from these the texts that it is a part of: one by one, or all. */
export function PlaceList({ found: { isCompared, isSoughtInTexts, places }, ...choosing }: PlaceListProps) {
  if (!isCompared)
    return (
      <p className="text-sm text-muted">
        So short a value is not looked for elsewhere: it stands in many places and means something else in each.
      </p>
    );
  const same = places.filter(({ within }) => within === null);
  const texts = places.filter(({ within }) => within !== null);
  return (
    <>
      {same.length === 0 && <p className="text-sm text-muted">The same value stands nowhere else.</p>}
      {same.length > 0 && (
        <PlaceGroup
          title={`The same value stands in ${same.length === 1 ? "one more place" : `${same.length} more places`}`}
          places={same}
          {...choosing}
        />
      )}
      {texts.length > 0 && (
        <PlaceGroup
          title={`It is a part of ${texts.length === 1 ? "one text" : `${texts.length} texts`}`}
          hint="Look at each before you choose it: only the part that is struck through is replaced."
          places={texts}
          {...choosing}
        />
      )}
      {!isSoughtInTexts && (
        <p className="text-sm text-muted">
          Within longer texts it is not looked for: as an everyday word or a small number it can mean anything there.
        </p>
      )}
    </>
  );
}

type PlaceGroupProps = Choosing & { title: string; hint?: string; places: readonly CorrectionPlace[]; wanted: string };

function PlaceGroup({ title, hint, places, wanted, chosen, onChoose }: PlaceGroupProps) {
  const open = places.filter(({ why }) => why === null).map(({ placeId }) => placeId);
  const set = (ids: readonly string[], isChosen: boolean) =>
    onChoose(new Set(isChosen ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  return (
    <fieldset className="min-w-0 rounded-md border border-line px-3 py-2">
      <legend className="px-1 text-xs font-semibold text-muted">{title}</legend>
      {hint && <p className="text-xs text-muted">{hint}</p>}
      {open.length > 1 && (
        <Choice label="All of them" isChosen={open.every((id) => chosen.has(id))} onChange={(isChosen) => set(open, isChosen)} />
      )}
      {places.map((place) => (
        <PlaceChoice
          key={place.placeId}
          place={place}
          wanted={wanted}
          isChosen={chosen.has(place.placeId)}
          onChange={(isChosen) => set([place.placeId], isChosen)}
        />
      ))}
    </fieldset>
  );
}

type PlaceChoiceProps = { place: CorrectionPlace; wanted: string; isChosen: boolean; onChange: (isChosen: boolean) => void };

function PlaceChoice({ place, wanted, isChosen, onChange }: PlaceChoiceProps) {
  const { botId, kind, scope, pattern, label, name, isShared, within, why } = place;
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const id = useId();
  const where = kind === "snapshot" ? `snapshot “${name}”, ${scope} state` : scopeWords(scope, isShared);
  return (
    <div>
      <Choice
        label={`${label ?? pattern} · ${where} · ${bot}`}
        describedBy={within ? id : undefined}
        isChosen={isChosen}
        isDisabled={why !== null}
        onChange={onChange}
      />
      {within && <PartPreview id={id} within={within} wanted={why === null ? wanted : null} />}
      {why !== null && <p className="pl-6 text-xs text-muted">Stays as it is. {why}</p>}
    </div>
  );
}

function scopeWords(scope: string, isShared: boolean): string {
  if (scope === "unclassified") return "unknown key";
  return `${scope} state${isShared ? ", which everybody in the chat sees" : ""}`;
}

type ChoiceProps = {
  label: string;
  describedBy?: string;
  isChosen: boolean;
  isDisabled?: boolean;
  onChange: (isChosen: boolean) => void;
};

function Choice({ label, describedBy, isChosen, isDisabled, onChange }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2 py-1 text-sm">
      <input
        type="checkbox"
        className="mt-1"
        aria-describedby={describedBy}
        checked={isChosen}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </label>
  );
}
