import { catalog, type DiagnosticCode, type DiagnosticParams, type Severity } from "./catalog.js";
import type { Origin } from "./origin.js";
import { SourceTexts } from "./source-text.js";

/** One problem, as it is shown: what is wrong, what was assumed, what to do. */
export interface Finding {
  /** Stable, `folder/slug`; a rule of another tool is named after the tool. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Where the author wrote it; absent where the problem is no place in a document. */
  readonly origin?: Origin;
}

/** A finding of our own catalogue. */
export interface Diagnostic extends Finding {
  readonly code: DiagnosticCode;
}

export interface DiagnosticsOptions {
  /** Warnings are errors. Default false. */
  readonly strict?: boolean | undefined;
}

/** Collects what a run has to report. Passed as an argument; there is no global one. */
export class Diagnostics {
  readonly #strict: boolean;
  readonly #list: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  #errors = 0;
  #reports = 0;

  constructor({ strict = false }: DiagnosticsOptions = {}) {
    this.#strict = strict;
  }

  /** The texts that were read, so that a place can be turned into line and column when it is printed. */
  readonly sources = new SourceTexts();

  /** In the order of their report. */
  get list(): readonly Diagnostic[] {
    return this.#list;
  }

  /** How often something was reported, also what is kept once. */
  get reports(): number {
    return this.#reports;
  }

  /** Whether warnings are errors. */
  get isStrict(): boolean {
    return this.#strict;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** Adds a problem of the catalogue. The same message at the same place is kept once. */
  report<Code extends DiagnosticCode>(code: Code, origin: Origin | undefined, params: DiagnosticParams<Code>): void {
    this.#add(createDiagnostic(code, origin, params));
  }

  /** Adds what an earlier run has reported of the same texts. */
  repeat(found: readonly Diagnostic[]): void {
    for (const diagnostic of found) this.#add(diagnostic);
  }

  #add(found: Diagnostic): void {
    this.#reports += 1;
    const isRaised = this.#strict && found.severity === "warning";
    const diagnostic: Diagnostic = isRaised ? { ...found, severity: "error" } : found;
    const { code, origin, message } = diagnostic;
    const key = JSON.stringify([code, origin?.source, origin?.pointer, origin?.offset, message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#list.push(diagnostic);
    if (diagnostic.severity === "error") this.#errors += 1;
  }
}

interface UntypedEntry {
  readonly severity: Severity;
  message(params: unknown): string;
  hint?(params: unknown): string | undefined;
}

function createDiagnostic<Code extends DiagnosticCode>(
  code: Code,
  origin: Origin | undefined,
  params: DiagnosticParams<Code>,
): Diagnostic {
  // `report` ties params to the code; the compiler cannot follow that through the union of entries.
  const entry = catalog[code] as UntypedEntry;
  const hint = entry.hint?.(params);
  return {
    code,
    severity: entry.severity,
    message: entry.message(params),
    ...(hint === undefined ? {} : { hint }),
    ...(origin === undefined ? {} : { origin: plainOrigin(origin) }),
  };
}

/** As data that can be copied, compared and printed. */
function plainOrigin({ source, pointer, offset }: Origin): Origin {
  return { source, pointer, ...(offset !== undefined && { offset }) };
}
