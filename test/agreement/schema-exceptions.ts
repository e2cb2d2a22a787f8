import type { Exceptions } from "./exceptions.js";

/** Where a schema says by a check what the compiler does not see. */
export const schemaExceptions: Exceptions = {
  discord: { ActionGuildJoinRequestRequest: "An enum of no values: the check refuses every text, the type is text." },
  sendgrid: {
    POSTMarketingContactsSearchEmailsResponse:
      "`patternProperties` is a check of names and values; zod's type is any object.",
  },
};
