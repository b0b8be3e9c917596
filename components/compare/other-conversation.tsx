"use client";
import { useQuery } from "@tanstack/react-query";
import { listBranches } from "@/components/api/client";
import { useRecentConversations } from "@/components/settings/recent-conversations";
import { Select } from "@/components/ui/select";
import type { Branch } from "@/lib/model";

type OtherConversationProps = { conversationId: string; otherId: string | null; onChoose: (otherId: string) => void };

const noBranches: Branch[] = [];

/** Which conversation the other side shows: branches first, then what this browser had open. */
export function OtherConversation({ conversationId, otherId, onChoose }: OtherConversationProps) {
  const { data: branches = noBranches } = useQuery({
    queryKey: ["branches", conversationId],
    queryFn: ({ signal }) => listBranches(conversationId, signal),
  });
  const branchIds = branches.map((branch) => branch.conversationId).filter((id) => id !== conversationId);
  const recentIds = useRecentConversations()
    .map((known) => known.conversationId)
    .filter((id) => id !== conversationId && !branchIds.includes(id));
  const isKnown = otherId === null || branchIds.includes(otherId) || recentIds.includes(otherId);
  return (
    <Select
      label="Other conversation"
      isLabelHidden
      value={otherId ?? ""}
      onChange={({ target }) => onChoose(target.value)}
      className="w-64"
    >
      {otherId === null && <option value="">Choose…</option>}
      {!isKnown && <option value={otherId}>{otherId}</option>}
      {branchIds.length > 0 && <Ids label="Branches" ids={branchIds} />}
      {recentIds.length > 0 && <Ids label="Open lately" ids={recentIds} />}
    </Select>
  );
}

function Ids({ label, ids }: { label: string; ids: readonly string[] }) {
  return (
    <optgroup label={label}>
      {ids.map((id) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </optgroup>
  );
}
