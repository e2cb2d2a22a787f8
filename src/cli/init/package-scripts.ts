/** A `package.json` with scripts added; everything else of its text stays as it is. */
export function withScripts(text: string, added: Readonly<Record<string, string>>): string {
  // On one line there is no layout to keep.
  if (!text.trim().includes("\n")) return onOneLine(text, added);
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = Object.entries(added).map(
    ([name, command]) => `${indent}${indent}${JSON.stringify(name)}: ${JSON.stringify(command)}`,
  );
  if (lines.length === 0) return text;
  const block = lines.join(`,${newline}`);
  const scripts = findScripts(text);
  if (scripts === undefined) {
    const start = text.indexOf("{") + 1;
    const isEmpty = text.slice(start).trimStart().startsWith("}");
    const member = `${newline}${indent}"scripts": {${newline}${block}${newline}${indent}}${isEmpty ? newline : ","}`;
    return text.slice(0, start) + member + text.slice(start);
  }
  const before = text.slice(0, scripts.end).trimEnd();
  const comma = before.endsWith("{") ? "" : ",";
  return `${before}${comma}${newline}${block}${newline}${indent}${text.slice(scripts.end)}`;
}

function onOneLine(text: string, added: Readonly<Record<string, string>>): string {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    // The caller says so, whoever wrote it.
    return text;
  }
  if (typeof manifest !== "object" || manifest === null || Object.keys(added).length === 0) return text;
  const own: unknown = Reflect.get(manifest, "scripts");
  const scripts = { ...(typeof own === "object" ? own : {}), ...added };
  return `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`;
}

/** Where the object `scripts` of the top level ends: the index of its closing brace. */
function findScripts(text: string): { readonly end: number } | undefined {
  let depth = 0;
  let isInside = false;
  let key = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const from = at;
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
      if (depth === 1 && /^\s*:/.test(text.slice(at + 1))) key = text.slice(from + 1, at);
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth === 2 && character === "{" && key === "scripts") isInside = true;
    } else if (character === "}" || character === "]") {
      if (depth === 2 && isInside) return { end: at };
      depth -= 1;
    }
  }
  return undefined;
}
