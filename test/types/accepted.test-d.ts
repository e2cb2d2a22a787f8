/** What an editor sees of an operation with several media types: `accept` chooses. */
import { expectTypeOf } from "vitest";
import type {
  Accepted,
  ApiPromise,
  BinaryResponse,
  RequestOptions,
} from "../../generated-example/sdk/runtime/index.js";

interface Report {
  readonly total: number;
}
interface GetReportMedia {
  200: { "application/json": Report; "text/csv": string; "application/pdf": BinaryResponse };
}
// As the generator writes it: test/scenarios/responses/media-types.md.
declare function getReport<Accept extends string = "application/json">(
  options?: RequestOptions<Accept>,
): ApiPromise<Accepted<GetReportMedia[200], Accept>, { 200: Accepted<GetReportMedia[200], Accept> }>;

// Without `accept` it is JSON, whatever the other options are.
expectTypeOf(await getReport()).toEqualTypeOf<Report>();
expectTypeOf(await getReport({ timeout: 1000 })).toEqualTypeOf<Report>();

// A literal narrows.
expectTypeOf(await getReport({ accept: "text/csv" })).toEqualTypeOf<string>();
expectTypeOf(await getReport({ accept: "application/pdf" })).toEqualTypeOf<BinaryResponse>();
const result = await getReport({ accept: "text/csv" }).safe();
if (result.ok) expectTypeOf(result.data).toEqualTypeOf<string>();

// What is no single declared type may be any of them.
declare const accept: string;
declare const options: RequestOptions;
declare const either: "text/csv" | "application/json";
expectTypeOf(await getReport({ accept })).toEqualTypeOf<Report | string | BinaryResponse>();
expectTypeOf(await getReport(options)).toEqualTypeOf<Report | string | BinaryResponse>();
expectTypeOf(await getReport({ accept: "text/*" })).toEqualTypeOf<Report | string | BinaryResponse>();
expectTypeOf(await getReport({ accept: either })).toEqualTypeOf<Report | string>();
