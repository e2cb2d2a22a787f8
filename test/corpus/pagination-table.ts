import { resolve } from "node:path";
import { documentNamed, pathOf, projectRoot } from "./documents.js";

/** What is paginated in a document, by source and style: a row of the table in `test/README.md`. */
export interface TableRow {
  /** Of the corpus, or the path of a fixture of ours. */
  readonly document: string;
  readonly operations: number;
  /** How many, by source and style. */
  readonly rules: Readonly<Record<string, number>>;
  readonly note?: string;
}

export const table: readonly TableRow[] = [
  { document: "github", operations: 1223, rules: { "inferred link": 212, "inferred page": 68 } },
  { document: "digitalocean", operations: 659, rules: { "inferred next-url": 79, "inferred page": 9 } },
  {
    document: "intercom",
    operations: 231,
    rules: { "inferred cursor": 9, "inferred page": 9, "inferred next-url": 3 },
    note: "this version has no Fern extension",
  },
  {
    document: "discord",
    operations: 242,
    rules: {},
    note: "`before` and `after` do not tell the order, so nothing is inferred",
  },
  { document: "box", operations: 296, rules: { "inferred cursor": 39, "inferred offset": 14 } },
  { document: "spotify", operations: 97, rules: { "inferred next-url": 21 } },
  { document: "msgraph-v1", operations: 7647, rules: { "x-ms-pageable next-url": 1490 } },
  {
    document: "azure-apimanagement",
    operations: 99,
    rules: { "x-ms-pageable next-url": 20, "x-ms-pageable single": 1, "inferred next-url": 1 },
  },
  { document: "azure-appconfiguration", operations: 14, rules: { "x-ms-pageable next-url": 4 } },
  { document: "square", operations: 316, rules: { "inferred cursor": 67 } },
  {
    document: "datadog-v1",
    operations: 235,
    rules: { "x-pagination offset": 4, "x-pagination page": 2, "inferred page": 4, "inferred offset": 2 },
  },
  {
    document: "datadog-v2",
    operations: 958,
    rules: {
      "x-pagination cursor": 24,
      "x-pagination offset": 11,
      "x-pagination page": 9,
      "inferred page": 27,
      "inferred offset": 14,
      "inferred next-url": 7,
      "inferred cursor": 6,
    },
  },
  { document: "twilio-api", operations: 197, rules: { "inferred next-url": 59, "inferred page": 1 } },
  {
    document: "test/wire/lists.yaml",
    operations: 14,
    rules: {
      "inferred item-cursor": 1,
      "inferred page": 3,
      "inferred cursor": 2,
      "inferred next-url": 1,
      "inferred offset": 1,
      "inferred link": 1,
      "links cursor": 2,
      "x-speakeasy-pagination cursor": 1,
      "x-fern-pagination next-path": 1,
      "x-ms-pageable next-url": 1,
    },
    note: "one of each kind, Stripe's first",
  },
  {
    document: "fixtures/inkwell.yaml",
    operations: 32,
    rules: {
      "links cursor": 1,
      "inferred cursor": 1,
      "inferred page": 1,
      "inferred offset": 1,
      "inferred next-url": 1,
      "inferred link": 1,
    },
    note: "the example API",
  },
];

/** The row as it stands in `test/README.md`. */
export function printedRow({ document, operations, rules, note }: TableRow): string {
  const counts = Object.entries(rules);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const kinds = counts.map(([kind, count]) => `${kind} ${count}`).join(", ");
  const notes = [kinds, note].filter((text) => text !== undefined && text !== "").join("; ");
  return `| ${document} | ${total} of ${operations.toLocaleString("en")} | ${notes} |`;
}

export function documentPath({ document }: TableRow): string {
  return document.endsWith(".yaml") ? resolve(projectRoot, document) : pathOf(documentNamed(document));
}
