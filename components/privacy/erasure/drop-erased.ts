import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { erasedKey, loadAnew, type WhyAnew } from "./forget-everybody";
import { forgetInBrowser } from "./forget-in-browser";

type Erased = { conversationIds: string[]; personIds: string[] };

const sentences: Record<WhyAnew, string> = {
  here: "Somebody on this page was erased. What is left was read again.",
  away: "Somebody was erased while this page was away. All was read again, and this browser keeps nobody any more.",
};

/** After the page was loaded anew because of an erasure. */
export function sayErased(): void {
  const wasAway = window.sessionStorage.getItem(erasedKey) === "away";
  window.sessionStorage.removeItem(erasedKey);
  toast({ message: sentences[wasAway ? "away" : "here"] });
}

/**
 * Forgets what the tab has read and what the browser keeps of somebody. A page that shows one of their conversations is loaded anew, since
 * nobody can tell what else in it remembers. What else is shown is read again, and stands meanwhile: somebody may be typing there.
 */
export async function dropErased(client: QueryClient, erased: Erased): Promise<void> {
  const ids = [...erased.conversationIds, ...erased.personIds];
  const place = readable(window.location.href);
  client.getMutationCache().clear();
  client.removeQueries({ type: "inactive" });
  // Reset, not cleared: what a page shows stays on it when its query is taken away from under it.
  void client.resetQueries({ predicate: ({ state }) => mentions(state.data, ids) });
  void client.invalidateQueries();
  await forgetInBrowser(erased);
  if (!ids.some((id) => place.includes(id))) return;
  loadAnew("here");
}

/** An address that somebody wrote by hand may hold a "%" that encodes nothing: then it is looked at as it stands, part by part. */
function readable(address: string): string {
  return address.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // No UTF-8, so no id of anybody.
      return encoded;
    }
  });
}

function mentions(data: unknown, ids: readonly string[]): boolean {
  const text = JSON.stringify(data ?? null);
  return ids.some((id) => text.includes(JSON.stringify(id)));
}
