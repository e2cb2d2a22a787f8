import type { OperationDescriptor } from "../contract.js";
import { findOperation, listenOnly } from "./find-operation.js";
import { MockError } from "./mock-error.js";

export interface OperationLookup {
  readonly resources: readonly {
    readonly name: string;
    readonly methods: readonly string[];
    find(method: string): OperationDescriptor;
  }[];
  /** By the name of its function in `operations/`. */
  byFunction(name: string): OperationDescriptor;
}

/** Finds operations by the names that users call them by. `client` is used for nothing else any more. */
export function builtOperations(client: object, modules: readonly object[]): OperationLookup {
  listenOnly(client);
  return {
    resources: Object.entries(client).map(([name, resource]) => ({
      name,
      methods: methodNames(resource),
      find: (method) => found(() => Reflect.get(resource, method).call(resource, {}), `${name}.${method}`),
    })),
    byFunction: (name) => {
      const module = modules.find((candidate) => Object.hasOwn(candidate, name));
      return found(() => (module === undefined ? undefined : Reflect.get(module, name)(client, {})), name);
    },
  };
}

function methodNames(resource: object): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(resource);
  if (typeof prototype !== "object" || prototype === null || prototype === Object.prototype) return [];
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
}

function found(call: () => unknown, name: string): OperationDescriptor {
  const operation = findOperation(call);
  if (operation !== undefined) return operation;
  throw new MockError(`There is no operation ${name}`);
}
