import { entry } from "./catalog-entry.js";

/** What of the document's wishes about names is not granted. */
export const planCatalog = {
  "plan/foreign-variable": entry({
    severity: "warning",
    message: (p: { variable: string; prefix: string; instead: string }) =>
      `the document wants the environment variable ${p.variable} sent to its server; ${p.instead} is read instead, since only names that begin with ${p.prefix}_ are its own`,
    hint: (p) => `if it may have that variable, say allowEnv: ["${p.variable}"] in the configuration`,
  }),
};
