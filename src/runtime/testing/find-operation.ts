import type { OperationDescriptor } from "../contract.js";
import { type OperationSource, readOperation } from "../operation-source.js";
import { PagePromise } from "../pagination/page-promise.js";
import { operationOf } from "../stream/streamable-promise.js";

/** Thrown by the client that only listens. */
class Listened {
  readonly operation: OperationDescriptor;

  constructor(operation: OperationDescriptor) {
    this.operation = operation;
  }
}

/** Makes a client tell which operation it is asked for, instead of calling it. */
export function listenOnly(client: object): void {
  Reflect.defineProperty(client, "call", {
    value: (operation: OperationSource) => {
      throw new Listened(readOperation(operation));
    },
  });
}

/**
 * The descriptor behind a generated function, which keeps it to itself: it hands it to the client. Undefined for what is
 * no such function.
 */
export function findOperation(call: () => unknown): OperationDescriptor | undefined {
  try {
    const result = call();
    // A list's first request has begun; nobody need know what comes of it.
    if (result instanceof PagePromise) {
      result.catch(() => undefined);
      return PagePromise.operationOf(result);
    }
    // An operation that streams on request waits for what is asked of its result.
    if (typeof result === "object" && result !== null && "stream" in result && typeof result.stream === "function")
      result.stream();
    return undefined;
  } catch (error) {
    return error instanceof Listened ? operationOf(error.operation) : undefined;
  }
}
