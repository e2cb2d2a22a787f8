import type { Code } from "./code.js";
import type { DocComment } from "./doc-comment.js";
import type { Identifier } from "./identifier.js";

/** A property or method of an interface, or a member of a class: its code without the comment. */
export interface Member {
  readonly doc?: DocComment | undefined;
  readonly code: Code;
}

/**
 * What a declaration holds is read once, when it is printed. Where there are thousands of them it may be a getter, which makes
 * it then: trees that are all there at once cost the collector more than they cost to make.
 */
interface DeclarationBase {
  readonly name: Identifier;
  readonly exported: boolean;
  readonly doc?: DocComment | undefined;
}

export interface InterfaceDecl extends DeclarationBase {
  readonly kind: "interface";
  readonly heritage: readonly Code[];
  readonly members: readonly Member[];
}

export interface TypeDecl extends DeclarationBase {
  readonly kind: "type";
  readonly type: Code;
}

export interface ConstDecl extends DeclarationBase {
  readonly kind: "const";
  readonly type?: Code | undefined;
  readonly value: Code;
}

export interface ClassDecl extends DeclarationBase {
  readonly kind: "class";
  readonly heritage?: Code | undefined;
  readonly members: readonly Member[];
}

export interface FunctionDecl extends DeclarationBase {
  readonly kind: "function";
  /** `<T>` or nothing. */
  readonly typeParameters?: Code | undefined;
  readonly parameters: readonly Code[];
  readonly returns: Code;
  readonly body: readonly Code[];
}

export type Declaration = InterfaceDecl | TypeDecl | ConstDecl | ClassDecl | FunctionDecl;

/** `export … from "…"`: everything, everything as a namespace, or the names given. */
export interface ReExport {
  /** The path of an output file. */
  readonly from: string;
  readonly typeOnly: boolean;
  readonly names: "all" | { readonly as: Identifier } | readonly Identifier[];
}
