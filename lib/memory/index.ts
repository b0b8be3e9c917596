export { type ChangeDictionaryInput, changeDictionary } from "./dictionary/change-dictionary";
export { countUnclassified } from "./dictionary/count-unclassified";
export { listChanges } from "./dictionary/list-changes";
export { type ListPathsRequest, listPaths } from "./dictionary/list-paths";
export { readPath } from "./dictionary/read-path";
export { listFacts } from "./people/list-facts";
export { listPeople } from "./people/list-people";
export { readFactHistory } from "./people/read-fact-history";
export { readPerson } from "./people/read-person";
