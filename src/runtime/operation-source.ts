import type { OperationDescriptor } from "./contract.js";

/** An operation's descriptor, or the function that builds it: importing an SDK of a thousand operations builds none of them. */
export type OperationSource = OperationDescriptor | (() => OperationDescriptor);

const built = /* @__PURE__ */ new WeakMap<() => OperationDescriptor, OperationDescriptor>();

/** The same object each time: plans and variants of an operation are found by it. */
export function readOperation(source: OperationSource): OperationDescriptor {
  if (typeof source !== "function") return source;
  let operation = built.get(source);
  if (operation === undefined) {
    operation = source();
    built.set(source, operation);
  }
  return operation;
}
