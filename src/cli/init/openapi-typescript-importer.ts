import { compact, type Imported, text, unknownKeys } from "./foreign-values.js";
import { recordOf } from "./project.js";

/** `apis: { core@v1: { root: openapi.yaml, x-openapi-ts: { output: src/core.ts } } }` of `redocly.yaml`. */
export function fromRedocly(value: unknown): Imported {
  const { apis } = recordOf(value);
  const left: string[] = [];
  const sdks = Object.entries(recordOf(apis)).flatMap(([name, one]) => {
    const { root, "x-openapi-ts": own, ...rest } = recordOf(one);
    const { output, ...options } = recordOf(own);
    // Others are there for Redocly's linter alone, which sdkwright lint asks as well.
    if (own === undefined) return [];
    left.push(...unknownKeys(rest, ["extends", "rules", "decorators"], name), ...unknownKeys(options, [], name));
    return [compact({ input: text(root), output: folderFor(text(output)), transport: "fetch" as const })];
  });
  return { sdks, left };
}

/** `openapi-typescript ./openapi.yaml -o src/schema.d.ts`, in any of the scripts of `package.json`. */
export function fromScripts(value: unknown): Imported {
  const left: string[] = [];
  const sdks = Object.values(recordOf(recordOf(value)["scripts"])).flatMap((script) => {
    const commands = (text(script) ?? "").split(/&&|\|\||;|(?<!\|)\|(?!\|)/).map(wordsOf);
    return commands.flatMap((words) => {
      const start = words.findIndex((word) => /^openapi-typescript(?:@|$)/.test(word));
      return start < 0 ? [] : fromCommand(words.slice(start + 1), left);
    });
  });
  return { sdks, left };
}

const withValue = ["-o", "--output", "-c", "--redocly", "--redoc", "--properties-required-by-default"];

function fromCommand(words: readonly string[], left: string[]): Imported["sdks"] {
  let input: string | undefined;
  let output: string | undefined;
  let waiting: string | undefined;
  for (const word of words) {
    const [flag = "", inline] = waiting === undefined ? word.split(/=(.*)/s) : [waiting, word];
    if (waiting === undefined && inline === undefined && withValue.includes(flag)) {
      waiting = flag;
      continue;
    }
    waiting = undefined;
    if (!flag.startsWith("-")) input ??= word;
    else if (flag === "-o" || flag === "--output") output = inline;
    else left.push(flag);
  }
  return input === undefined ? [] : [compact({ input, output: folderFor(output), transport: "fetch" as const })];
}

/** As a shell takes them apart: quotes go, and what stands in them stays together. */
function wordsOf(command: string): readonly string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/** A folder of that name: one file of types becomes an SDK. */
function folderFor(file: string | undefined): string | undefined {
  return file?.replace(/(?:\.d)?\.ts$/, "-sdk");
}
