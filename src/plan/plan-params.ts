import type { Operation, Parameter } from "../model/operation.js";
import type { ParamPlan } from "./client-plan.js";
import { NameTable } from "./name-table.js";

/** Who keeps its name where two have the same: earlier ones. */
const precedence: Readonly<Record<Parameter["location"], { readonly rank: number; readonly suffix: string }>> = {
  path: { rank: 0, suffix: "Path" },
  query: { rank: 1, suffix: "Query" },
  querystring: { rank: 2, suffix: "Query" },
  header: { rank: 3, suffix: "Header" },
  cookie: { rank: 4, suffix: "Cookie" },
};

/** contract.md, 3: one flat object under wire names, or the names that extensions give; a name that is taken gets a suffix: `idQuery`. */
export function planParams(operation: Operation): readonly ParamPlan[] {
  const { body, parameters } = operation;
  const own = body === undefined ? [] : body.media.length > 1 ? ["body", "contentType"] : ["body"];
  const names = new NameTable(own);
  const ranked = [...parameters].sort((a, b) => precedence[a.location].rank - precedence[b.location].rank);
  const planned = new Map<Parameter, string>();
  // What an author calls it in code wins; what is taken keeps its wire name.
  for (const parameter of ranked) {
    const { authorName } = parameter;
    if (authorName !== undefined && !names.has(authorName)) planned.set(parameter, names.claimKey(authorName));
  }
  // Then wire names: no suffix takes the name of a parameter that has it on the wire.
  for (const parameter of ranked) {
    if (!planned.has(parameter) && !names.has(parameter.wireName))
      planned.set(parameter, names.claimKey(parameter.wireName));
  }
  for (const parameter of ranked) {
    if (planned.has(parameter)) continue;
    planned.set(parameter, names.claimKey(parameter.wireName + precedence[parameter.location].suffix));
  }
  return parameters.map((parameter) => ({ parameter, name: planned.get(parameter) ?? parameter.wireName }));
}
