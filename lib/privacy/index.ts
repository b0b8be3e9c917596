export { approveErasure } from "./erasure/approve-erasure";
export { continueErasures } from "./erasure/continue-erasures";
export { requireErasure } from "./erasure/erasure-row";
export { planErasure } from "./erasure/plan-erasure";
export { readReceipt } from "./erasure/receipt/read-receipt";
export { type RunningErasure, runErasure } from "./erasure/run-erasure";
export { requireRequest } from "./requests/case-row";
export { moveRequest } from "./requests/move-request";
export { openRequest } from "./requests/open-request";
