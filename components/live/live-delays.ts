/** Every wait of the connection, so that tests need not wait as long as people do. */
export type LiveDelays = {
  /** Silence after which the server is asked whether it is there. */
  heartbeatMs: number;
  /** How long it may take to answer. */
  answerMs: number;
  /** The same when there is reason to doubt: the page woke up, or a post was not answered. */
  doubtMs: number;
  connectMs: number;
  /** How long a post waits for a lost connection to come back before it counts as failed. */
  postGraceMs: number;
  retryMs: (failures: number) => number;
};
