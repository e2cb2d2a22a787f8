/** What Node.js asks an object for before it prints it. */
const inspectKey: symbol = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/**
 * Says how Node.js prints the instances of a class, when the first one is made. Written into the class, such a key would
 * count as a side effect, and no bundler could leave the class out. Node.js itself does not ask prototypes.
 */
export function printBy<Instance extends object>(prototype: Instance, print: (instance: Instance) => string): void {
  (prototype as Record<symbol, unknown>)[inspectKey] ??= function (this: Instance): string {
    return print(this);
  };
}
