export {
  type ActivityRow,
  announceActivities,
  findByClientActivityId,
  insertActivities,
  readActivitiesBefore,
  readActivitiesFrom,
  readActivitiesOfTurn,
  readActivity,
  readLogEnd,
  replaceActivity,
} from "./conversation-log";
export {
  announceTurn,
  closeInterruptedTurns,
  insertTurn,
  readHandWrites,
  readTurn,
  readTurnsBefore,
  readWriteSeqOfTurn,
  toOpenTurn,
  updateClosedTurn,
} from "./turn-log";
