import { relative } from "node:path";
import type { BuildMessage, BuildOutcome, SdkBuilder } from "./sdk-builder.js";

/** What of esbuild's plugin interface is used here. */
interface EsbuildBuild {
  onStart(action: () => Promise<{ errors: EsbuildMessage[]; warnings: EsbuildMessage[] }>): void;
  onResolve(
    options: { filter: RegExp },
    action: (args: { readonly kind: string }) => { watchFiles: string[] } | undefined,
  ): void;
}

interface EsbuildMessage {
  readonly text: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
}

/** esbuild watches the files that a resolution names: those of the first entry carry the documents. */
export function setUpEsbuild(build: unknown, builder: SdkBuilder): void {
  // esbuild is the user's; its types are not ours to import.
  const { onStart, onResolve } = build as EsbuildBuild;
  let outcome: BuildOutcome | undefined;
  onStart(async () => {
    outcome = await builder.run();
    return { errors: outcome.errors.map(toEsbuild), warnings: outcome.warnings.map(toEsbuild) };
  });
  onResolve({ filter: /.*/ }, ({ kind }) =>
    kind === "entry-point" && outcome ? { watchFiles: [...outcome.sources] } : undefined,
  );
}

function toEsbuild({ text, place }: BuildMessage): EsbuildMessage {
  return place ? { text, location: { ...place, file: relative(process.cwd(), place.file) } } : { text };
}
