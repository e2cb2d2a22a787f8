import { ts } from "ts-morph";

/** The text of a node, that of its children as `print` gives it; what stands between them stays. */
export function printWith(node: ts.Node, source: ts.SourceFile, print: (node: ts.Node) => string): string {
  let text = "";
  let position = node.getStart(source);
  ts.forEachChild(node, (child) => {
    text += source.text.slice(position, child.getStart(source)) + print(child);
    position = child.end;
  });
  return text + source.text.slice(position, node.end);
}
