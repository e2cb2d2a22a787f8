/** What generated code and the runtime agree on for parameters that a client gives to its operations. Types only. */

/** What an operation says of its parameters. */
export interface ParamHolder {
  readonly params?: readonly { readonly name: string; readonly wireName?: string; readonly in: string }[];
}

/** What fills in the parameters that a client gives. Only SDKs that have some hold its code. */
export interface GlobalParams {
  resolve(options: object): ClientGlobals;
  /** What to lay over the options of a derived client. */
  merge(base: object, options: object): object;
}

export interface ClientGlobals {
  /** In lower case; every request carries them. */
  readonly headers: Readonly<Record<string, string>>;
  fill(operation: ParamHolder, params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

export interface GlobalParamDescriptor {
  /** The member of `params`. */
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie" | "querystring";
  readonly wireName: string;
  /** Every request carries it, whether the operation declares it or not: only of headers. */
  readonly isEverywhere?: boolean;
  /** The variable that is read where the user gives nothing. */
  readonly env?: string;
  /** Sent where nobody gives another. */
  readonly default?: unknown;
}
