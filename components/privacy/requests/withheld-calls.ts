import { request } from "@/components/api/request";
import { withheldPage } from "@/lib/model";
import { casePath } from "./case-calls";

export const listWithheld = (number: string, { cursor, signal }: { cursor: string | null; signal?: AbortSignal }) =>
  request(`${casePath(number)}/withheld`, { query: { cursor }, signal, answer: withheldPage });
