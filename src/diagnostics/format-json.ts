import type { Severity } from "./catalog.js";
import type { Finding } from "./diagnostic.js";
import type { SourceTexts } from "./source-text.js";

/** A diagnostic as a program reads it. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Path or URL of the document. */
  readonly file?: string;
  /** RFC 6901. */
  readonly pointer?: string;
  /** 1-based, as is the column. */
  readonly line?: number;
  readonly column?: number;
}

/** Diagnostics with their places, ready for `JSON.stringify`. */
export function formatJson(list: readonly Finding[], sources: SourceTexts): readonly JsonDiagnostic[] {
  const locations = sources.locateAll(list.flatMap(({ origin }) => origin ?? []));
  let next = 0;
  return list.map(({ code, severity, message, hint, origin }) => {
    const location = origin === undefined ? undefined : locations[next++];
    return {
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(origin === undefined ? {} : { file: origin.source, pointer: origin.pointer }),
      ...(location === undefined ? {} : { line: location.line, column: location.column }),
    };
  });
}
