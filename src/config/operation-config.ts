import * as z from "zod";
import type { PaginationDraft } from "../lower/pagination/draft.js";
import { paginationConfig } from "./pagination.js";

/** What one operation needs that the others don't. Times are milliseconds. */
export interface OperationConfig {
  /**
   * The method's name: `list`. The function is called so too, with the resource's name behind it where it does not say
   * it already: `listPets`.
   */
  readonly name?: string | undefined;
  /** The resource that it belongs to, a property of the client: `pets`. Default: its first tag. */
  readonly resource?: string | undefined;
  /** True: the SDK leaves it out, as `exclude` does. False: it does not, though the document says so (`x-speakeasy-ignore` and the like). */
  readonly skip?: boolean | undefined;
  /** False: never repeated; a number: so often; or the runtime's retry options. */
  readonly retry?: false | number | z.output<typeof retryConfig> | undefined;
  /** A number is the limit of the whole call. */
  readonly timeout?: number | z.output<typeof timeoutConfig> | undefined;
  /** How its pages are walked; it wins over whatever the document says. `false`: it is no list. */
  readonly pagination?: PaginationDraft | false | undefined;
}

const limit = z.number().nonnegative().optional();

const retryConfig = z.strictObject({
  maxRetries: z.int().nonnegative().optional(),
  baseDelay: limit,
  maxDelay: limit,
  factor: z.number().min(1).optional(),
  maxElapsed: limit,
  maxRetryAfter: limit,
  statuses: z.array(z.union([z.int().min(400).max(599), z.enum(["4XX", "5XX"])])).optional(),
  methods: z.array(z.string().min(1)).optional(),
  connectionErrors: z.boolean().optional(),
  budget: z.boolean().optional(),
});

const timeoutConfig = z.strictObject({ headers: limit, body: limit, total: limit, queue: limit });

// It stands in code as it is.
const identifier = z
  .string()
  .regex(/^(?!__proto__$)[A-Za-z_$][A-Za-z0-9_$]*$/, "expected a name such as listPets, without spaces");

/** An entry of `operations`. */
export const operationConfig = z.strictObject({
  name: identifier.optional(),
  resource: identifier.optional(),
  skip: z.boolean().optional(),
  retry: z.union([z.literal(false), z.int().nonnegative(), retryConfig]).optional(),
  timeout: z.union([z.number().nonnegative(), timeoutConfig]).optional(),
  pagination: z.union([z.literal(false), paginationConfig]).optional(),
});
