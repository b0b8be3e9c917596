import { request } from "@/components/api/request";
import { type DecideRequest, type ProposeResetRequest, proposal, proposalList } from "@/lib/model";

export const listProposals = async (signal?: AbortSignal) =>
  (await request("/api/privacy/proposals", { signal, answer: proposalList })).proposals;
export const proposeReset = (body: ProposeResetRequest) => request("/api/privacy/proposals", { method: "POST", body, answer: proposal });
export const decideProposal = (id: string, body: DecideRequest) =>
  request(`/api/privacy/proposals/${encodeURIComponent(id)}`, { method: "POST", body, answer: proposal });
