import type { planCatalog } from "./catalog-plan.js";
import type { Explanation } from "./explanation.js";

export const planExplanations = {
  "plan/foreign-variable": {
    meaning:
      "The document names (x-fern-bearer, x-fern-header, x-fern-basic) an environment variable for a credential that does not begin with the SDK's own name; it is not used.",
    why: "Whatever stands in the variable is sent to the server that the document names. A stranger's document could name AWS_SECRET_ACCESS_KEY and be given it.",
    mend: "If you trust the document with the variable, list it in allowEnv of the configuration. Otherwise set the variable that the message names instead, or give the credential to the client.",
  },
} satisfies Readonly<Record<keyof typeof planCatalog, Explanation>>;
