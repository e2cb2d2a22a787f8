/** Schemas of the corpus that no value satisfies, or none that can be worked out, and why: `<document>/<schema>`. */
const reasons: Readonly<Record<string, string>> = {};

/** Undefined where a fixture must be made. */
export function reasonFor(document: string, schema: string): string | undefined {
  return reasons[`${document}/${schema}`];
}
