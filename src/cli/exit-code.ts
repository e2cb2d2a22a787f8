/** contract.md, 1. */
export const exitCode = {
  done: 0,
  /** The document or the generation failed; diagnostics say why. */
  failed: 1,
  /** Wrong usage. */
  usage: 2,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
