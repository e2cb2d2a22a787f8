import type { outputCatalog } from "./catalog-output.js";
import type { Explanation } from "./explanation.js";

export const outputExplanations = {
  "output/foreign-file": {
    meaning: "Where the SDK has a file, there is one that sdkwright did not write; nothing is written.",
    why: "sdkwright never overwrites what is not its own: your file would be lost.",
    mend: "Move the file, or choose another folder with --out. A generated file that was committed without its .sdkwright.json counts as yours: restore .sdkwright.json, or remove the folder once.",
  },
  "output/no-folder": {
    meaning: "Where the SDK needs a folder there is a symbolic link, or a file; nothing is written.",
    why: "A link inside the SDK's folder may lead anywhere: files would be written where nobody expects them. The SDK's folder itself may be a link.",
    mend: "Remove the link or the file, or choose another folder with --out.",
  },
  "output/broken-manifest": {
    meaning: "The file .sdkwright.json in the SDK's folder cannot be read; nothing is written.",
    why: "It records which files sdkwright wrote. Without it, nobody knows which files may be overwritten or removed.",
    mend: "Restore it from version control (merge conflicts in it are a usual cause), or remove the generated folder and generate again.",
  },
  "output/edited-file": {
    meaning:
      "Generated files are not as the last run wrote them: somebody, or a formatter, edited them. This run replaces or removes them.",
    why: "The edit is lost, unless it is in version control. .sdkwright.json has the hash of each file as it was written; code between `// #region custom` markers is not counted.",
    mend: "Put code of your own into extensions.ts, or between `// #region custom imports`, `// #region custom members` or `// #region custom` and `// #endregion`. Leave the SDK's folder out of formatters.",
  },
  "output/orphaned-region": {
    meaning:
      "Code of yours stood in a region of a generated file, and that place is not in the SDK any more: the file or the class is gone, or the region has a name that sdkwright does not know.",
    why: "The code is no longer part of the SDK. It is kept, as it was, in a file beside that ends in .orphaned.",
    mend: "Move the code into the region where it belongs now, or into extensions.ts, and delete the .orphaned file.",
  },
  "output/unclosed-region": {
    meaning:
      "A region of your own code in a generated file begins with `// #region custom` and does not end; nothing is written.",
    why: "The rest of the file could be yours or generated. Taking it for generated would lose your code.",
    mend: "Put `// #endregion` on a line of its own behind your code, one for each `// #region`.",
  },
  "output/no-openapi-types": {
    meaning:
      "openapi.ts was asked for (openapiTypes), which the library openapi-typescript writes, and it failed on this document; nothing is written.",
    why: "Code that imports openapi.ts would not compile. sdkwright's own types do not depend on it.",
    mend: "Leave openapiTypes out to get the rest of the SDK, and report the document to openapi-typescript.",
  },
  "output/unwritable": {
    meaning: "A file of the SDK cannot be written or compared with what is there.",
    why: "The run cannot give the SDK that was asked for. The new SDK is put together beside the old one first, so that a full disk or a missing permission nearly always leaves the old one as it was.",
    mend: "Check the permissions of the folder and the space that is left, and that no part of the path is a file. Then generate again.",
  },
  "output/type-error": {
    meaning: "With --verify, the generated SDK was type-checked and does not compile; nothing is written.",
    why: "Code that imports the SDK would not compile either. In generated code this is a bug of sdkwright, whatever the document says; in a region of yours, or in extensions.ts, it is your code's.",
    mend: "Report it with the document, or the part of it that shows the bug. Until it is mended, leave the operation out with --exclude.",
  },
  "output/nothing-to-check-with": {
    meaning: "--verify cannot type-check, as a package that the SDK imports is not installed beside it.",
    why: "The compiler would report every import of that package as an error.",
    mend: "Install the packages that the SDK imports (zod, and undici with its transport) in the project that holds it, or leave --verify out.",
  },
} satisfies Readonly<Record<keyof typeof outputCatalog, Explanation>>;
