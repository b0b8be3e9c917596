"use client";
import { useBots } from "@/components/api/queries";
import type { CorrectionPlace, CorrectionPlaces } from "@/lib/model";

type PlaceListProps = { found: CorrectionPlaces; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void };

/** Where the same value stands: one by one, or all. */
export function PlaceList({ found: { isCompared, places }, chosen, onChoose }: PlaceListProps) {
  if (!isCompared)
    return (
      <p className="text-sm text-muted">
        So short a value is not looked for elsewhere: it stands in many places and means something else in each.
      </p>
    );
  if (places.length === 0) return <p className="text-sm text-muted">The same value stands nowhere else.</p>;
  const open = places.filter(({ why }) => why === null);
  const set = (ids: readonly string[], isChosen: boolean) =>
    onChoose(new Set(isChosen ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  return (
    <fieldset className="min-w-0 rounded-md border border-line px-3 py-2">
      <legend className="px-1 text-xs font-semibold text-muted">
        The same value stands in {places.length === 1 ? "one more place" : `${places.length} more places`}
      </legend>
      {open.length > 1 && (
        <Choice
          label="All of them"
          isChosen={open.every(({ placeId }) => chosen.has(placeId))}
          onChange={(isChosen) =>
            set(
              open.map(({ placeId }) => placeId),
              isChosen,
            )
          }
        />
      )}
      {places.map((place) => (
        <PlaceChoice
          key={place.placeId}
          place={place}
          isChosen={chosen.has(place.placeId)}
          onChange={(isChosen) => set([place.placeId], isChosen)}
        />
      ))}
    </fieldset>
  );
}

function PlaceChoice({ place, isChosen, onChange }: { place: CorrectionPlace; isChosen: boolean; onChange: (isChosen: boolean) => void }) {
  const { botId, kind, scope, pattern, label, name, isShared, why } = place;
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const where =
    kind === "snapshot" ? `snapshot “${name}”, ${scope} state` : `${scope} state${isShared ? ", which everybody in the chat sees" : ""}`;
  return (
    <div>
      <Choice label={`${label ?? pattern} · ${where} · ${bot}`} isChosen={isChosen} isDisabled={why !== null} onChange={onChange} />
      {why !== null && <p className="pl-6 text-xs text-muted">Stays as it is. {why}</p>}
    </div>
  );
}

type ChoiceProps = { label: string; isChosen: boolean; isDisabled?: boolean; onChange: (isChosen: boolean) => void };

function Choice({ label, isChosen, isDisabled, onChange }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2 py-1 text-sm">
      <input
        type="checkbox"
        className="mt-1"
        checked={isChosen}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </label>
  );
}
