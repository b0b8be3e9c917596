import type { Operation } from "../../_lib/operation";
import {
  changeDictionary,
  getDictionaryFile,
  getPath,
  listDictionaries,
  listDictionaryChanges,
  listPaths,
  putDictionaryFile,
} from "./dictionary";
import { acceptFinding, listFindings, reopenFinding } from "./findings";
import { changeProcessing, getNotice, getOverview, getProcessing, getProcessingRegister } from "./overview";

/** What bots remember, in the words of those who answer for it. */
export const memoryOperations: readonly Operation[] = [
  listDictionaries,
  listPaths,
  changeDictionary,
  listDictionaryChanges,
  getPath,
  listFindings,
  acceptFinding,
  reopenFinding,
  getDictionaryFile,
  putDictionaryFile,
  getOverview,
  getNotice,
  getProcessing,
  changeProcessing,
  getProcessingRegister,
];
