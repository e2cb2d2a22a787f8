import { describe, expect, test } from "vitest";
import { camelCase, constantCase, kebabCase, pascalCase, singular, wordsOf } from "../../../src/plan/words.js";

test.each([
  ["listPets", ["list", "Pets"]],
  ["list_pets", ["list", "pets"]],
  ["List pets", ["List", "pets"]],
  ["list-pets.v2", ["list", "pets", "v", "2"]],
  ["HTTPValidationError", ["HTTP", "Validation", "Error"]],
  ["getOAuth2Token", ["get", "OAuth2", "Token"]],
  ["oauth2", ["oauth2"]],
  ["OAUTH2_token", ["OAUTH2", "token"]],
  ["OAuth 2.0", ["OAuth", "2", "0"]],
  ["OAuthor", ["O", "Author"]],
  ["noauth2", ["noauth", "2"]],
  ["OpenIdConnect", ["Open", "Id", "Connect"]],
  ["GraphQLQuery", ["GraphQL", "Query"]],
  ["listIPv6Addresses", ["list", "IPv6", "Addresses"]],
  ["/pets/{petId}/toys", ["pets", "pet", "Id", "toys"]],
  ["", []],
  ["`*/$<>'\"", []],
  ["été", ["ete"]],
  ["__proto__", ["proto"]],
])("the words of %j", (given, want) => {
  expect(wordsOf(given)).toEqual(want);
});

test.each([
  { given: "Pet", pascal: "Pet", camel: "pet" },
  { given: "pet store", pascal: "PetStore", camel: "petStore" },
  { given: "HTTPValidationError", pascal: "HTTPValidationError", camel: "httpValidationError" },
  { given: "Pet_Input", pascal: "Pet_Input", camel: "petInput" },
  { given: "listPETs", pascal: "ListPETs", camel: "listPETs" },
  { given: "2fa", pascal: "X2Fa", camel: "x2Fa" },
  { given: "x-y", pascal: "XY", camel: "xY" },
  { given: "größe", pascal: "Grosse", camel: "grosse", skip: true },
  { given: "中文", pascal: "U4e2dU6587", camel: "u4e2dU6587", skip: true },
  { given: "", pascal: "", camel: "" },
  { given: "***", pascal: "", camel: "" },
])("$given in PascalCase and camelCase", ({ given, pascal, camel, skip }) => {
  const made = [pascalCase(given), camelCase(given)];
  // Of other scripts only this is promised: an identifier that no other text has.
  if (skip) for (const name of made) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
  else expect(made).toEqual([pascal, camel]);
});

test("texts of other scripts stay different", () => {
  const texts = ["中", "文", "中文", "文中", "ж", "щ", "ß"];
  expect(new Set(texts.map(pascalCase)).size).toBe(texts.length);
});

test("an environment variable and a product name", () => {
  expect(constantCase("Pet Store v2")).toBe("PET_STORE_V_2");
  expect(constantCase("apiKey")).toBe("API_KEY");
  expect(constantCase("OAuth2")).toBe("OAUTH2");
  expect(constantCase("acme openIdConnect")).toBe("ACME_OPENID_CONNECT");
  expect(constantCase("2fa")).toMatch(/^[A-Z_][A-Z0-9_]*$/);
  expect(kebabCase("PetStore")).toBe("pet-store");
});

describe("a noun without its plural", () => {
  test.each([
    ["pets", "pet"],
    ["Pets", "pet"],
    ["categories", "category"],
    ["boxes", "box"],
    ["classes", "class"],
    ["addresses", "address"],
    ["status", "status"],
    ["address", "address"],
    ["keys", "key"],
    ["pet", "pet"],
    ["media", "media"],
  ])("%s", (given, want) => {
    expect(singular(given)).toBe(want);
  });
});
