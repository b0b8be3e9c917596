import type { RequestState } from "@/lib/model";

type Step = { title: string; text: string };

/** What to do now, as far as it is told in one sentence; more stands under Erasure. */
export const erasureSteps: Partial<Record<RequestState, Step>> = {
  plan_ready: {
    title: "Approve the plan",
    text: "What will go, and what cannot be reached, stands below. Nothing goes before it is approved.",
  },
  approved: { title: "Erase", text: "Give the number of the case below. It cannot be undone." },
  verifying: { title: "Wait for the verification", text: "Every table, file and byte is looked through. Then the receipt stands below." },
  failed: { title: "Look into what failed", text: "What was found stands below. Nothing counts as erased until it runs again to its end." },
};

export const erasureRuns: Step = { title: "Wait for the erasure", text: "It goes on by itself, also after a restart." };
