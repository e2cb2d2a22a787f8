// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
declare global {
  // ES2022 with DOM, which an SDK must compile under, doesn't know it; where a library declares it, the two are one.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

export {};
