import type { Code } from "../../../src/code/code.js";
import { type LocalNames, printCode } from "../../../src/render/print-code.js";

/** Every name as it is: for tests of code that stands in no module. */
export const plainNames: LocalNames = {
  imported: ({ namespace, name }) => (namespace ? `${namespace.text}.${name.text}` : name.text),
  global: ({ name }) => name.text,
};

/** The code as it is printed at the margin. */
export function printed(content: Code, indent = 0): string {
  return printCode(content, plainNames, indent);
}
