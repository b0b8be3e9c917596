export { listPeople } from "./people/list-people";
