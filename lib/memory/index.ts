export { listFacts } from "./people/list-facts";
export { listPeople } from "./people/list-people";
export { readFactHistory } from "./people/read-fact-history";
export { readPerson } from "./people/read-person";
