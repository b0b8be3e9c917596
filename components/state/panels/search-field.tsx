import { Search, X } from "lucide-react";
import type { RefObject } from "react";
import { cx } from "@/components/ui/cx";
import { inputClass } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { formatCount } from "../values/measure";

type SearchFieldProps = {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  /** Null while nothing is searched. */
  hitCount: number | null;
  onText: (text: string) => void;
  onEnter: () => void;
};

/** Filters all four panels. What is searched for stays in the page: it may be personal data. */
export function SearchField({ field, text, hitCount, onText, onEnter }: SearchFieldProps) {
  return (
    <div className="relative flex w-32 min-w-0 items-center lg:w-40 xl:w-52">
      <Search aria-hidden="true" className="pointer-events-none absolute left-2 size-3.5 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label="Find in state"
        aria-keyshortcuts="/"
        placeholder="Find in state"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter();
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (text === "") event.currentTarget.blur();
          onText("");
        }}
        className={cx(inputClass, "h-6.5 w-full min-w-0 border-line pr-7 pl-7 text-xs [&::-webkit-search-cancel-button]:hidden")}
      />
      {text === "" ? (
        <Kbd className="pointer-events-none absolute right-1.5">/</Kbd>
      ) : (
        <IconButton size="sm" label="Clear search" onClick={() => onText("")} className="absolute right-0">
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      )}
      <output aria-live="polite" className="sr-only">
        {hitCount !== null && `${formatCount(hitCount, "hit")} in state`}
      </output>
    </div>
  );
}
