import type { Declaration, LaterDeclaration, ReExport } from "./declaration.js";
import type { LiteralValue } from "./literal.js";

/** A TypeScript module as data. Its path is relative to the SDK's folder, with `/`. */
export interface ModuleFile {
  readonly kind: "module";
  readonly path: string;
  /** What the file is for: one sentence at its head. */
  readonly summary?: string | undefined;
  readonly declarations: readonly (Declaration | LaterDeclaration)[];
  readonly reExports: readonly ReExport[];
  /** Its most useful regions are marked even while they are empty, so that they are found. */
  readonly showsRegions?: boolean | undefined;
}

/** A line of a rendered module in front of which code of the user's own may stand, between markers. */
export interface RegionPlace {
  readonly name: RegionName;
  /** Where that line begins. */
  readonly offset: number;
  /** The indentation of the markers. */
  readonly margin: string;
  /** The markers are there even while nothing stands between them. */
  readonly isShown: boolean;
}

/** `// #region custom imports`, `// #region custom members` in the class, `// #region custom` at the end. */
export type RegionName = "custom imports" | "custom members" | "custom";

/** A file of mostly fixed text, from a Handlebars template. */
export interface TemplateFile {
  readonly kind: "template";
  readonly path: string;
  readonly template: string;
  readonly values: Readonly<Record<string, LiteralValue>>;
  /** Only where nothing is there yet; from then on it is the user's. */
  readonly once?: boolean | undefined;
}

/** A file that is a JSON value. */
export interface JsonFile {
  readonly kind: "json";
  readonly path: string;
  readonly value: LiteralValue;
  /** As of a template. */
  readonly once?: boolean | undefined;
}

/** A file of the runtime, copied byte for byte below a header line. */
export interface CopyFile {
  readonly kind: "copy";
  readonly path: string;
  /** Relative to the folder of the runtime's source. */
  readonly from: string;
}

/** A module that another library has printed, with the top-level statements that it must have. */
export interface PrintedFile {
  readonly kind: "printed";
  readonly path: string;
  readonly summary: string;
  readonly text: string;
  readonly statements: readonly Pick<Declaration, "kind" | "name">[];
}

export type OutputFile = ModuleFile | TemplateFile | JsonFile | CopyFile | PrintedFile;
