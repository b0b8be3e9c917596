"use client";
import type { DictionaryPath } from "@/lib/model";
import { pathName } from "../words";

export function PathList({ paths }: { paths: readonly DictionaryPath[] }) {
  return (
    <ul aria-label="Facts" className="rounded-lg border border-line">
      {paths.map((path) => (
        <li key={path.id} className="border-b border-line px-3 py-2 text-sm last:border-b-0">
          {path.label ?? pathName(path.path)}
        </li>
      ))}
    </ul>
  );
}
