/** How far a run has come. */
export interface RunState {
  /** Whether the output folder may have been touched. */
  hasWritten: boolean;
}
