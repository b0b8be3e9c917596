import { request } from "@/components/api/request";
import { type DecideRequest, proposal, proposalList } from "@/lib/model";

export const listProposals = async (signal?: AbortSignal) =>
  (await request("/api/privacy/proposals", { signal, answer: proposalList })).proposals;
export const decideProposal = (id: string, body: DecideRequest) =>
  request(`/api/privacy/proposals/${encodeURIComponent(id)}`, { method: "POST", body, answer: proposal });
