/** Values by pointer, found by the longest pointer that another one begins with, token by token. */
export class PrefixTree<Value> {
  readonly #root: Node<Value> = { value: undefined, below: undefined };

  set(pointer: string, value: Value): void {
    let node = this.#root;
    for (const token of pointer.split("/").slice(1)) {
      node.below ??= new Map();
      const next = node.below.get(token) ?? { value: undefined, below: undefined };
      node.below.set(token, next);
      node = next;
    }
    node.value = value;
  }

  has(pointer: string): boolean {
    const found = this.longest(pointer);
    return found !== undefined && found.length === pointer.length;
  }

  /** The value of the longest prefix, and how long that is. */
  longest(pointer: string): { readonly value: Value; readonly length: number } | undefined {
    let node: Node<Value> | undefined = this.#root;
    let [value, length] = [node.value, 0];
    for (let start = 1; node?.below !== undefined && start <= pointer.length; ) {
      const slash = pointer.indexOf("/", start);
      const end = slash === -1 ? pointer.length : slash;
      node = node.below.get(pointer.slice(start, end));
      if (node?.value !== undefined) [value, length] = [node.value, end];
      start = end + 1;
    }
    return value === undefined ? undefined : { value, length };
  }
}

interface Node<Value> {
  value: Value | undefined;
  below: Map<string, Node<Value>> | undefined;
}
