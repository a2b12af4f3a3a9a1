/** One line of a document's history (Decree 30/2020, Art. 23.4; R8): who, when, why, from, to. */
export interface HistoryLine {
  /** What happened: the event's name or `effect.step`. */
  readonly action: string;
  /** A person's id, or the source or function that acted. */
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
}
