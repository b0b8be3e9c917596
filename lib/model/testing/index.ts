export { personalColumns } from "../personal-columns";
