/** Microsoft's `x-ms-pageable`, https://azure.github.io/autorest/extensions/#x-ms-pageable */
import type { Operation } from "../../model/operation.js";
import { asObject, child, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found } from "../pagination/draft.js";
import { pointerOf } from "../pagination/shapes.js";

const source = "x-ms-pageable";

/** `nextLinkName: null`: all comes in one page. */
export function microsoftPageable({ node }: OperationSite, _operation: Operation): Found | undefined {
  const found = child(node, source);
  const extension = found && asObject(found);
  if (!extension) return undefined;
  // The documentation's table says `itemName`, its examples write `value`.
  const items = pointerOf([stringAt(extension, "itemName") ?? stringAt(extension, "value") ?? "value"]);
  if (child(extension, "nextLinkName")?.value === null) return { source, draft: { style: "single", items } };
  const next = stringAt(extension, "nextLinkName");
  if (next === undefined) return { source, problem: "`nextLinkName` is missing" };
  return { source, draft: { style: "next-url", next: pointerOf([next]), items } };
}
