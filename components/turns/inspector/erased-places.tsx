import { ErasedText } from "@/components/ui/erased-text";
import { erasedWords } from "@/components/ui/erased-words";
import { ScopeDot } from "@/components/ui/scope-dot";
import type { ErasedPlace } from "@/lib/model";

type ErasedPlacesProps = { places: readonly ErasedPlace[]; label?: string };

/** Where something stood of which nothing is left to compare. */
export function ErasedPlaces({ places, label = "Erased since" }: ErasedPlacesProps) {
  if (places.length === 0) return null;
  return (
    <ul aria-label={label} className="my-2 rounded-md border border-line px-3 py-1.5 text-sm">
      {places.map((place) => (
        <li key={`${place.scope} ${place.path} ${place.version}`} className="flex flex-wrap items-baseline gap-x-2 py-0.5">
          <ScopeDot scope={place.scope} className="self-center" />
          <span>{place.scope}</span>
          <span className="font-mono text-xs wrap-anywhere">{place.path === "" ? "(whole)" : place.path}</span>
          <ErasedText words={erasedWords(place)} />
        </li>
      ))}
    </ul>
  );
}
