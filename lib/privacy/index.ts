export { requireRequest } from "./requests/case-row";
export { moveRequest } from "./requests/move-request";
export { openRequest } from "./requests/open-request";
