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
  "output/unwritable": entry({
    severity: "error",
    message: (p: { path: string; reason: string }) => `cannot write ${p.path}: ${p.reason}`,
    hint: () => "check the permissions and the space left, then generate again",
  }),
  "output/type-error": entry({
    severity: "error",
    message: (p: { path: string; place: string; reason: string }) =>
      `the generated ${p.path} does not type-check (${p.place}): ${p.reason}`,
    hint: () => "nothing was written; without --verify it would have been. Please report it with the document",
  }),
  "output/nothing-to-check-with": entry({
    severity: "error",
    message: (p: { package: string; folder: string }) =>
      `--verify needs the package "${p.package}", which is not installed where ${p.folder} could import it`,
    hint: (p) => `npm install ${p.package}`,
  }),
};
