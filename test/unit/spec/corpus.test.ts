import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { type JsonPointer, rootPointer } from "../../../src/diagnostics/origin.js";
import { nodeHost } from "../../../src/host/node-host.js";
import type { OpenApiDocument } from "../../../src/spec/document.js";
import { isObject } from "../../../src/spec/json.js";
import { loadDocument } from "../../../src/spec/load.js";
import { openapi3Shapes } from "../../../src/spec/openapi3-shapes.js";
import { rootPlace, walkStructure } from "../../../src/spec/walk.js";

/** Real documents; they lie beside the repository and not in it. */
const specs = new URL("../../../../shared/specs", import.meta.url).pathname;

interface Entry {
  readonly name: string;
  readonly entry: string;
  readonly version: string;
  readonly operations: number;
}

/** Milliseconds that reading may take; three times that where other work may run beside. */
const limits: Readonly<Record<string, number>> = { github: 700, "msgraph-v1": 1500, "datadog-v2": 2000 };

function survey(document: OpenApiDocument): { operations: number; dangling: number; lost: number } {
  let [operations, dangling, lost] = [0, 0, 0];
  const visit = (pointer: JsonPointer, kind: string, value: unknown): void => {
    if (kind === "operation") operations += 1;
    if (!document.sources.includes(document.originOf(pointer).source)) lost += 1;
    const ref = typeof value === "object" && value !== null && "$ref" in value ? value.$ref : undefined;
    if (typeof ref === "string" && document.resolve(ref) === undefined) dangling += 1;
  };
  walkStructure(
    {
      shapes: openapi3Shapes,
      isShared: false,
      visit: ({ pointer, kind, value }) => {
        if (kind === "operation" && !pointer.startsWith("/paths/")) return undefined;
        if (kind === "callback") return undefined;
        visit(pointer, kind, value);
        return isObject(value) ? value : undefined;
      },
    },
    rootPlace(document.root, rootPointer),
  );
  return { operations, dangling, lost };
}

if (!existsSync(join(specs, "index.json"))) {
  test.skip(`the corpus: ${specs} is not here`, () => undefined);
} else {
  const index = JSON.parse(readFileSync(join(specs, "index.json"), "utf8")) as readonly Entry[];

  describe("the corpus is read whole", () => {
    test.each(index.map((entry) => [entry.name, entry] as const))(
      "%s",
      async (name, { entry, version, operations }) => {
        const diagnostics = new Diagnostics();
        const start = process.cpuUsage();
        const document = await loadDocument(entry, nodeHost({ cwd: specs }), diagnostics, { allowRefsFrom: [name] });
        const { user, system } = process.cpuUsage(start);
        // Of the processor: what else the machine is doing does not count. A guard against what grows without end.
        const elapsed = (user + system) / 1000;
        expect(document, formatText(diagnostics.list, diagnostics.sources)).toBeDefined();
        if (document === undefined) return;
        const found = survey(document);
        console.log(
          `${name.padEnd(32)} ${elapsed.toFixed(0).padStart(6)} ms ${String(found.operations).padStart(6)} operations`,
        );
        expect(elapsed).toBeLessThan(3 * (limits[name] ?? 1500));
        expect(diagnostics.hasErrors).toBe(false);
        expect(document.specVersion).toBe(version);
        expect(found.operations).toBe(operations);
        expect(found.lost).toBe(0);
        const reported = diagnostics.list.filter(({ code }) => code === "spec/unresolved-ref").length;
        expect(found.dangling).toBe(reported);
      },
    );
  });
}
