export { readChangesSince } from "./activity-changes";
export {
  type ActivityRow,
  announceActivities,
  findActivityRow,
  findByClientActivityId,
  readActivitiesBefore,
  readActivitiesFrom,
  readActivitiesOfTurns,
  readActivity,
  readEndOfTurns,
  readLogEnd,
  readToldActivitiesBefore,
} from "./conversation-log";
export { insertSharedPast, readSharedPast, type SharedPast } from "./detach-fork";
export { hasArrived } from "./has-arrived";
export { replaceActivity } from "./replace-activity";
export { readTimelineMarks } from "./timeline-marks";
export { appendActivities, readTellingActivities } from "./told-state";
export {
  announceTurn,
  type ClosedTurnPlace,
  closeInterruptedTurns,
  insertTurn,
  readHandWrites,
  readTurn,
  readTurnPlace,
  readTurnsBefore,
  toOpenTurn,
  updateClosedTurn,
} from "./turn-log";
export { insertTurnRecord, readTurnRecord } from "./turn-record";
export { insertWholeLog, readRecordedTurns } from "./whole-log";
