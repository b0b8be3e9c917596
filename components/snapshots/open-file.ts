import { startedConversation } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { isJsonObject } from "@/lib/model";
import { importSnapshot } from "./snapshot-calls";

/** What came of a file: a snapshot in the list, or a conversation to go to. */
export type OpenedFile = { kind: "snapshot"; name: string } | { kind: "conversation"; url: string };

/** Opens what a file holds, by what it says it is. The server checks it, and says what is wrong with it and where. */
export async function openFile(content: unknown, by: string): Promise<OpenedFile> {
  if (Array.isArray(content)) return openConversation("/api/transcripts", content);
  if (isJsonObject(content) && content.format === "turnscope-bundle") return openConversation("/api/bundles", content);
  if (isJsonObject(content) && content.format === "turnscope-snapshot") {
    return { kind: "snapshot", name: (await importSnapshot(content, by)).name };
  }
  throw new Error("This is no file that Turnscope knows: neither a snapshot, nor a bug bundle, nor a transcript (a list of activities).");
}

async function openConversation(path: string, body: unknown): Promise<OpenedFile> {
  const { url } = await request(path, { method: "POST", body, answer: startedConversation });
  return { kind: "conversation", url };
}
