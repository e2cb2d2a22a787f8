import { relative, resolve } from "node:path";
import type { ts as compiler, Diagnostic } from "ts-morph";
import { loadTsMorph } from "./load-ts-morph.js";
import type { RenderedFile } from "./render-file.js";

type SourceText = Pick<RenderedFile, "path" | "text">;

/** What the compiler says of a file. */
export interface TypeFault {
  /** Relative to the SDK's folder. */
  readonly path: string;
  /** `12:5`. */
  readonly place: string;
  readonly reason: string;
}

/** A package that the SDK imports and that cannot be found from its folder. */
export interface MissingPackage {
  readonly package: string;
}

/**
 * Type-checks an SDK that is not written yet, as a compiler would find it in its folder: `zod`, `undici` and the types of
 * Node.js come from the `node_modules` that the folder sees.
 */
export async function checkTypes(
  files: readonly SourceText[],
  folder: string,
): Promise<readonly (TypeFault | MissingPackage)[]> {
  const { Project, ts } = loadTsMorph();
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.disposable.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
  });
  const sources = files.filter(({ path }) => path.endsWith(".ts"));
  for (const { path, text } of sources) project.createSourceFile(resolve(folder, path), text, { overwrite: true });
  const host = project.getModuleResolutionHost();
  const missing = importedPackages(ts, sources).filter(
    (name) =>
      !ts.resolveModuleName(name, resolve(folder, "index.ts"), project.getCompilerOptions(), host).resolvedModule,
  );
  if (missing.length > 0) return missing.map((name) => ({ package: name }));
  return project.getPreEmitDiagnostics().map((diagnostic) => faultOf(ts, diagnostic, folder));
}

function importedPackages(ts: typeof compiler, files: readonly SourceText[]): readonly string[] {
  const names = new Set<string>();
  for (const { text } of files) {
    for (const { fileName } of ts.preProcessFile(text, true, false).importedFiles) {
      if (!/^(?:\.|node:)/.test(fileName)) names.add(fileName);
    }
  }
  return [...names].sort();
}

function faultOf(ts: typeof compiler, { compilerObject }: Diagnostic, folder: string): TypeFault {
  const reason = ts.flattenDiagnosticMessageText(compilerObject.messageText, " ");
  const { file, start = 0 } = compilerObject;
  if (!file) return { path: ".", place: "-", reason };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const path = relative(folder, file.fileName);
  return { path, place: `${line + 1}:${character + 1}`, reason };
}
