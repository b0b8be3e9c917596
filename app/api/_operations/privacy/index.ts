import type { Operation } from "../../_lib/operation";
import { listAudit, listConsultations, listExposed, verifyAudit } from "./audit";
import { approveErasure, decideReviewPlaces, getErasure, getErasureReceipt, listReviewPlaces, planErasure, runErasure } from "./erasures";
import { decideProposal, listProposals, proposeReset } from "./proposals";
import { correctFact, listCorrectionPlaces } from "./rectification";
import {
  changeCase,
  extendCase,
  fetchExport,
  getCase,
  identifyPerson,
  listCases,
  listWithheld,
  makeExport,
  openCase,
  pauseCase,
  putRecipient,
  refuseCase,
  sendCode,
} from "./requests";
import { getRetention, getSweepReceipt, previewRetention, putRetention, sweepRetention } from "./retention";
import { getStanding, holdPerson, liftRestriction, listHolds, listStanding, releaseHold, restrictPerson, reviewHold } from "./standing";

/** Cases, erasure, standing and retention. */
export const privacyOperations: readonly Operation[] = [
  listCases,
  openCase,
  getCase,
  changeCase,
  refuseCase,
  extendCase,
  pauseCase,
  sendCode,
  identifyPerson,
  putRecipient,
  makeExport,
  listWithheld,
  fetchExport,
  getErasure,
  planErasure,
  listReviewPlaces,
  decideReviewPlaces,
  approveErasure,
  runErasure,
  getErasureReceipt,
  listCorrectionPlaces,
  correctFact,
  getStanding,
  listStanding,
  restrictPerson,
  liftRestriction,
  holdPerson,
  listHolds,
  reviewHold,
  releaseHold,
  listProposals,
  proposeReset,
  decideProposal,
  getRetention,
  putRetention,
  previewRetention,
  sweepRetention,
  getSweepReceipt,
];

export const auditOperations: readonly Operation[] = [listAudit, verifyAudit, listExposed, listConsultations];
