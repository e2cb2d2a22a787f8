// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * Gives a class a member under a key that is no well-known symbol, when its first instance is made. Written into the
 * class, such a key would count as a side effect, and no bundler could leave the class out.
 */
export function defineHidden(prototype: object, key: symbol, get: (instance: object) => unknown): void {
  if (Object.hasOwn(prototype, key)) return;
  Object.defineProperty(prototype, key, {
    configurable: true,
    get(this: object) {
      // The prototype is no instance: whoever looks at it finds nothing.
      return this === prototype ? undefined : get(this);
    },
  });
}

/** What Node.js asks an object for before it prints it. */
export const inspectKey: symbol = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");
