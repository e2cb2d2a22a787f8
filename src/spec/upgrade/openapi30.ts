/** From OpenAPI 3.0 (and the mistakes of 3.1 documents that come from it) to the shape of 3.1. */
import { childPointer, rootPointer } from "../../diagnostics/origin.js";
import { isDraft, isObject } from "../json.js";
import { openapi3Shapes } from "../openapi3-shapes.js";
import { Resolver } from "../resolver.js";
import { rootPlace, walkStructure } from "../walk.js";
import { type SchemaUpgrade, upgradeSchema } from "./schema.js";
import type { Upgrade } from "./upgrade.js";

/** Upgrades a whole 3.x document in place. */
export function upgradeOpenapi3(upgrade: Upgrade): void {
  const { root, rewrites } = upgrade;
  const isOld = upgrade.family === "2.0" || upgrade.family === "3.0";
  if (isOld) moveWebhooks(upgrade);
  const resolver = new Resolver(root);
  const schemaUpgrade: SchemaUpgrade = {
    refsStandAlone: isOld,
    rewrites,
    resolve: (ref) => resolver.resolve(ref)?.value,
    reportIgnored: (keywords, pointer) => {
      const origin = upgrade.originOf(childPointer(pointer, "$ref"));
      upgrade.diagnostics.report("spec/ref-siblings", origin, { keywords: keywords.join(", ") });
    },
  };
  let reported = false;
  walkStructure(
    {
      shapes: openapi3Shapes,
      isShared: upgrade.isShared,
      visit: ({ kind, value, pointer }) => {
        if (kind === "schema" && isDraft(value)) {
          if (!isOld && value["nullable"] === true && !reported) {
            reported = true;
            upgrade.diagnostics.report("spec/nullable-in-31", upgrade.originOf(childPointer(pointer, "nullable")), {});
          }
          upgradeSchema(value, pointer, schemaUpgrade);
        }
        return isObject(value) ? value : undefined;
      },
    },
    rootPlace(root, rootPointer),
  );
}

/** Redocly's extension of 3.0 has become a part of 3.1. */
function moveWebhooks({ root, rewrites }: Upgrade): void {
  const webhooks = root["x-webhooks"];
  if (!isObject(webhooks) || "webhooks" in root) return;
  root["webhooks"] = webhooks;
  delete root["x-webhooks"];
  rewrites.move(childPointer(rootPointer, "webhooks"), childPointer(rootPointer, "x-webhooks"));
}
