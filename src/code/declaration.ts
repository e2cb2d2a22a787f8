import type { Code } from "./code.js";
import type { DocComment } from "./doc-comment.js";
import type { Identifier } from "./identifier.js";

/** A property or method of an interface, or a member of a class: its code without the comment. */
export interface Member {
  readonly doc?: DocComment | undefined;
  readonly code: Code;
}

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

/**
 * A declaration that is made when it is printed. Of thousands each is gone then before the next is there: syntax trees that are
 * all there at once cost the collector more than they cost to make.
 */
export interface LaterDeclaration {
  readonly kind: Declaration["kind"];
  readonly name: Identifier;
  readonly make: () => Declaration;
}

/** `export … from "…"`: everything, everything as a namespace, or the names given. */
export interface ReExport {
  /** The path of an output file. */
  readonly from: string;
  readonly typeOnly: boolean;
  readonly names: "all" | { readonly as: Identifier } | readonly Identifier[];
}
