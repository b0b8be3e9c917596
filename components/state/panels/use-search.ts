"use client";
import { useDeferredValue, useMemo, useState } from "react";
import { type AllScopes, type Scope, scopes } from "@/lib/model";
import { type SearchHits, searchValues } from "../values/search-values";
import { toBase } from "../writing/state-actions";

export type StateSearch = {
  text: string;
  setText: (text: string) => void;
  /** Null while nothing is searched. */
  hits: Record<Scope, SearchHits> | null;
  hitCount: number | null;
  first: { scope: Scope; pointer: string } | null;
};

/** Searches all four scopes. The typing comes first; the rows follow when there is time. */
export function useSearch(state: AllScopes): StateSearch {
  const [text, setText] = useState("");
  const query = useDeferredValue(text);
  const found = useMemo(() => searchScopes(state, query), [state, query]);
  return { text, setText, ...found };
}

function searchScopes(state: AllScopes, query: string): Pick<StateSearch, "hits" | "hitCount" | "first"> {
  if (query.trim() === "") return { hits: null, hitCount: null, first: null };
  const search = (scope: Scope) => searchValues(toBase(state[scope]).data ?? {}, query) ?? noHits;
  const hits = { user: search("user"), conversation: search("conversation"), private: search("private"), dialog: search("dialog") };
  const hitCount = scopes.reduce((sum, scope) => sum + hits[scope].count, 0);
  const scope = scopes.find((candidate) => hits[candidate].count > 0);
  const [pointer] = scope ? hits[scope].matches : [];
  return { hits, hitCount, first: scope && pointer !== undefined ? { scope, pointer } : null };
}

const noHits: SearchHits = { query: "", count: 0, matches: new Set(), onTheWay: new Set() };
