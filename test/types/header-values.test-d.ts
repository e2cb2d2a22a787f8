/** What an editor sees of declared response headers. */
import { expectTypeOf } from "vitest";
import type { ApiPromise, SdkError } from "../../generated-example/sdk/runtime/index.js";

interface ListPetsHeaders {
  readonly "X-Rate-Limit"?: number;
  readonly Link?: string;
}
// As the generator writes it: test/scenarios/responses/headers.md.
declare function listPets(): ApiPromise<string[], { 200: string[] }, SdkError, ListPetsHeaders>;
declare function getPet(): ApiPromise<string, { 200: string }>;

const { headerValues, headers } = await listPets().withResponse();
expectTypeOf(headerValues["X-Rate-Limit"]).toEqualTypeOf<number | undefined>();
expectTypeOf(headerValues.Link).toEqualTypeOf<string | undefined>();
expectTypeOf(headers.get("anything")).toEqualTypeOf<string | undefined>();
// @ts-expect-error the document declares no such header
void headerValues["X-Other"];
// @ts-expect-error none is declared
void (await getPet().withResponse()).headerValues["X-Rate-Limit"];
