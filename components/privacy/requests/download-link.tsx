"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { casesKey } from "./use-cases";

/** By then the browser has asked for the file, and the server has counted it. */
const countedMs = 1500;

/** Fetches a copy; the case is read again once that is on record. */
export function DownloadLink({ url, className, children }: { url: string; className: string; children: ReactNode }) {
  const queries = useQueryClient();
  const readAgain = () => void setTimeout(() => void queries.invalidateQueries({ queryKey: casesKey }), countedMs);
  return (
    <a href={url} download className={className} onClick={readAgain}>
      {children}
    </a>
  );
}
