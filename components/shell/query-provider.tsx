"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isApiProblem } from "@/components/api/api-problem";

const maxRetries = 2;

/** A refusal will not change by asking again; a server that is starting up might answer the second time. */
function shouldRetry(failureCount: number, error: Error): boolean {
  return failureCount < maxRetries && isApiProblem(error) && (error.code === "server_unreachable" || error.status >= 502);
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5000, networkMode: "always" } } }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
