import fc from "fast-check";
import { payloads } from "../hostile/payloads.js";

/** Names that something of ours, of JavaScript or of the runtime has already, or that become the same identifier. */
const taken =
  "body client options params models schemas errors index runtime then catch finally constructor __proto__ toString hasOwnProperty default class await enum arguments eval undefined null true NaN Object Array Promise Error ApiClient ApiError Petstore Schema Date Blob Response Request id ID Id i_d userId user_id user-id UserID 1st 2 list get create z core".split(
    " ",
  );
const plain =
  "pet pets name tag owner status kind type items data count limit page next url user order Cat Dog Thing".split(" ");

export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...plain) },
  { weight: 3, arbitrary: fc.constantFrom(...taken) },
  { weight: 1, arbitrary: fc.constantFrom(...payloads.filter((text) => text.length < 50)) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

/** A few schemas know each other by name. */
export const schemaNames = ["A", "B", "Pet", "pet", "Error", "ApiError", "User", "Date", "A-B", "1"] as const;
