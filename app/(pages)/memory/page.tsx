import type { Metadata } from "next";
import { MemoryStart } from "@/components/memory/memory-start";

export const metadata: Metadata = { title: "Memory" };

export default function Page() {
  return <MemoryStart />;
}
