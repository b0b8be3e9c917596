export { type ChangeDictionaryInput, changeDictionary } from "./dictionary/change-dictionary";
export { countUnclassified } from "./dictionary/count-unclassified";
export { listChanges } from "./dictionary/list-changes";
export { type ListPathsRequest, listPaths } from "./dictionary/list-paths";
export { readPath } from "./dictionary/read-path";
export { acceptFinding, reopenFinding } from "./findings/accept-finding";
export { type ListFindingsRequest, listFindings } from "./findings/list-findings";
