import { printable } from "./protect-error.js";

/** What a printer reads; a structural type, because `SdkError` itself imports this file. */
export interface PrintedError extends Error {
  readonly attempts: readonly PrintedAttempt[];
  toJSON(): Record<string, unknown>;
}

export interface PrintedAttempt {
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: string;
  readonly delayMs?: number;
  readonly location?: string;
}

type ErrorPrinter = (error: PrintedError) => string;

let printer: ErrorPrinter = printPlainly;

/** How errors are printed from now on. Set by what may hold a longer printer than bundles of a lean client shall. */
export function useErrorPrinter(print: ErrorPrinter): void {
  printer = print;
}

/** An error as Node.js prints it. */
export function printError(error: PrintedError): string {
  return printer(error);
}

function printPlainly(error: PrintedError): string {
  const known = JSON.stringify(error, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
  return printable(error, `${error.stack}\n  ${known}`);
}
