/** contract.md, 1. */
export const exitCode = {
  done: 0,
  /** The document or the generation failed; diagnostics say why. */
  failed: 1,
  /** Wrong usage. */
  usage: 2,
  /** `check`: the SDK on disk is not what would be generated; `diff`: a break, where that was asked to fail. */
  drift: 3,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
