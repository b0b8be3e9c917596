export { countUnclassified } from "./dictionary/count-unclassified";
export { type ListPathsRequest, listPaths } from "./dictionary/list-paths";
