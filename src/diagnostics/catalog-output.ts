import { entry } from "./catalog-entry.js";

/** What may stand in the way of writing. */
export const outputCatalog = {
  "output/foreign-file": entry({
    severity: "error",
    message: (p: { path: string }) => `${p.path} exists and sdkwright did not write it; nothing was written`,
    hint: () => "move the file, or generate into another folder",
  }),
  "output/no-folder": entry({
    severity: "error",
    message: (p: { path: string }) =>
      `${p.path} is a symbolic link or a file where the SDK needs a folder; nothing was written`,
    hint: () => "remove it, or generate into another folder",
  }),
  "output/broken-manifest": entry({
    severity: "error",
    message: (p: { path: string }) =>
      `${p.path} cannot be read, so nobody knows which files are ours; nothing was written`,
    hint: () => "restore it from version control, or remove the generated folder and generate again",
  }),
  "output/edited-file": entry({
    severity: "warning",
    message: (p: { path: string; others: readonly string[] }) => {
      const named = [p.path, ...p.others.slice(0, 4)].join(", ");
      const more = p.others.length > 4 ? `, and ${p.others.length - 4} more` : "";
      const all = p.others.length === 0 ? "was" : "were";
      return `${named}${more} ${all} edited since sdkwright wrote ${p.others.length === 0 ? "it" : "them"}; the edits are not kept`;
    },
    hint: () => "version control has them; own code is kept in extensions.ts, and between `// #region custom` markers",
  }),
  "output/orphaned-region": entry({
    severity: "warning",
    message: (p: { name: string; path: string }) =>
      `the region "${p.name}" of ${p.path} has no place any more; it is kept in ${p.path}.orphaned`,
    hint: () => "move its code to where it belongs now, and delete the .orphaned file",
  }),
  "output/unclosed-region": entry({
    severity: "error",
    message: (p: { path: string; line: number }) =>
      `${p.path}:${p.line}: the region has no \`// #endregion\`, so nobody knows what of the file is yours; nothing was written`,
    hint: () => "put `// #endregion` on a line of its own behind your code",
  }),
  "output/no-openapi-types": entry({
    severity: "error",
    message: (p: { reason: string }) => `openapi-typescript cannot make openapi.ts of this document: ${p.reason}`,
    hint: () => "leave openapiTypes out, and tell openapi-typescript's authors",
  }),
  "output/unwritable": entry({
    severity: "error",
    message: (p: { path: string; reason: string }) => `cannot write ${p.path}: ${p.reason}`,
    hint: () => "check the permissions and the space left, then generate again",
  }),
  "output/type-error": entry({
    severity: "error",
    message: (p: { path: string; place: string; reason: string; hasOwnCode: boolean }) =>
      `${p.hasOwnCode ? "" : "the generated "}${p.path} does not type-check (${p.place}): ${p.reason}`,
    hint: (p) =>
      p.hasOwnCode
        ? "nothing was written. Code of your own stands in this file: mend it, or keep to the names that the document gives"
        : "nothing was written; without --verify it would have been. Please report it with the document",
  }),
  "output/nothing-to-check-with": entry({
    severity: "error",
    message: (p: { package: string; folder: string }) =>
      `--verify needs the package "${p.package}", which is not installed where ${p.folder} could import it`,
    hint: (p) => `npm install ${p.package}`,
  }),
};
