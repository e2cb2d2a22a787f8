import {
  arrayCode,
  block,
  type Code,
  call,
  code,
  documented,
  literal,
  objectCode,
  typeProperty,
} from "../code/code.js";
import type { Member } from "../code/declaration.js";
import type { LiteralValue } from "../code/literal.js";
import type { ClientPlan, GlobalPlan } from "../plan/client-plan.js";
import { schemaDoc } from "./schema-doc.js";
import { typeExpression } from "./type-expression.js";

/** What the runtime's `GlobalParamDescriptor` says; undefined where the document has none. */
export function globalsDescriptor({ globals, runtime }: ClientPlan): Code | undefined {
  if (globals.length === 0) return undefined;
  const list = arrayCode(
    globals.map(({ global, name, env }) =>
      objectCode([
        ["name", literal(name)],
        ["in", literal(global.location)],
        ["wireName", literal(global.wireName)],
        ["isEverywhere", global.isEverywhere ? literal(true) : undefined],
        ["env", env === undefined ? undefined : literal(env)],
        ["default", global.default === undefined ? undefined : literal(global.default)],
      ]),
    ),
  );
  return call(runtime.globalParams, list);
}

/** The client's option `params`. */
export function globalsMember(plan: ClientPlan): readonly Member[] {
  if (plan.globals.length === 0) return [];
  const members = plan.globals.map((global) => member(global, plan));
  return [
    {
      doc: { text: "Parameters of all operations that have them; what a call gives itself wins." },
      code: code`readonly params?: ${block(code`{`, members)} | undefined;`,
    },
  ];
}

/** The README's section on them, or none. */
export function globalsGuide({ globals }: ClientPlan): readonly Readonly<Record<string, LiteralValue>>[] {
  if (globals.length === 0) return [];
  const rows = globals.map(({ global: { location, wireName }, name, env }) => ({
    name,
    place: location,
    wireName,
    variables: env === undefined ? [] : [env],
  }));
  return [{ rows }];
}

function member({ global, name, env }: GlobalPlan, plan: ClientPlan): Code {
  const type = typeExpression(global.schema, { plan, openEnums: false, binaryInput: false });
  const preset = global.default === undefined ? {} : { default: global.default };
  const { text, tags } = schemaDoc({ ...global.schema, ...preset });
  const read = env === undefined ? [] : [`Read from the environment variable \`${env}\` where it is not given.`];
  const texts = [global.description ?? text, ...read].filter((line) => line !== undefined);
  const doc = { text: texts.join("\n\n"), tags };
  return documented(doc, code`${typeProperty(name, true, code`${type} | undefined`)};`);
}
