import * as z from "zod";
import type { PaginationDraft } from "../lower/pagination/draft.js";

/** RFC 6901. */
const pointer = z.string().regex(/^(?:\/.*)?$/, 'a JSON pointer begins with "/"; "" is the whole body');
const output = z.union([pointer, z.strictObject({ header: z.string().min(1) })]);
const param = z.string().min(1);
const items = pointer.optional();
const end = { hasMore: output.optional(), isLast: output.optional() };

/** `operations: { listPets: { pagination: … } }`. */
export const paginationConfig: z.ZodType<PaginationDraft> = z.discriminatedUnion("style", [
  z.strictObject({
    style: z.literal("page"),
    items,
    param,
    first: z.int().optional(),
    totalPages: output.optional(),
    totalItems: output.optional(),
    ...end,
  }),
  z.strictObject({ style: z.literal("offset"), items, param, totalItems: output.optional(), ...end }),
  z.strictObject({ style: z.literal("cursor"), items, param, next: output, ...end }),
  z.strictObject({ style: z.literal("item-cursor"), items, param, field: pointer, ...end }),
  z.strictObject({ style: z.literal(["next-url", "next-path"]), items, next: output }),
  z.strictObject({ style: z.literal("link"), items }),
  z.strictObject({ style: z.literal("single"), items }),
]);
