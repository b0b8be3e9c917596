import { HarnessError } from "@/lib/model";
import { answeringProblems } from "../_lib/handle";

const answerNotFound = answeringProblems("unknown address", async () => {
  throw new HarnessError("not_found", "The API has nothing at this address. See /api/docs for what there is.");
});

export {
  answerNotFound as DELETE,
  answerNotFound as GET,
  answerNotFound as OPTIONS,
  answerNotFound as PATCH,
  answerNotFound as POST,
  answerNotFound as PUT,
};
