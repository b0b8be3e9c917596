import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { forgetInBrowser } from "./forget-in-browser";

const erasedKey = "turnscope:erased";

type Erased = { conversationIds: string[]; personIds: string[] };

/** After the page was loaded anew because of an erasure. */
export function sayErased(): void {
  window.sessionStorage.removeItem(erasedKey);
  toast({ message: "Somebody on this page was erased. What is left was read again." });
}

/** What is on the page is read anew, and all else is gone; what is being sent goes on. */
function forgetRead(client: QueryClient): void {
  client.removeQueries({ type: "inactive" });
  const sent = client.getMutationCache();
  for (const one of sent.getAll()) if (one.state.status !== "pending") sent.remove(one);
}

/**
 * Forgets what the tab has read and what the browser keeps of somebody. A page that shows one of their conversations is loaded anew, since
 * nobody can tell what else in it remembers.
 */
export async function dropErased(client: QueryClient, erased: Erased): Promise<void> {
  forgetRead(client);
  await forgetInBrowser(erased);
  const place = decodeURIComponent(window.location.href);
  if (![...erased.conversationIds, ...erased.personIds].some((id) => place.includes(id))) return void client.resetQueries();
  window.sessionStorage.setItem(erasedKey, "1");
  window.location.reload();
}
