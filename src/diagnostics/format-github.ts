import type { Finding } from "./diagnostic.js";
import type { Location } from "./origin.js";
import type { SourceTexts } from "./source-text.js";

export interface GithubFormat {
  /** The path of a file as the repository has it; undefined where it is none of the repository's. */
  readonly pathOf: (source: string) => string | undefined;
}

/**
 * Diagnostics as annotations of a pull request, for a step of GitHub Actions:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function formatGithub(list: readonly Finding[], sources: SourceTexts, { pathOf }: GithubFormat): string {
  const locations = sources.locateAll(list.flatMap(({ origin }) => origin ?? []));
  let next = 0;
  const lines = list.map(({ code, severity, message, hint, origin }) => {
    const location = origin === undefined ? undefined : locations[next++];
    const file = origin && pathOf(origin.source);
    const text = [message, hint].filter((part) => part !== undefined).join("\n");
    return githubAnnotation(severity === "info" ? "notice" : severity, text, {
      title: code,
      ...placeOf(file, location),
    });
  });
  return lines.join("");
}

/** One annotation, whatever stands in its texts. */
export function githubAnnotation(
  level: "error" | "warning" | "notice",
  text: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${escaped(String(value), /[%\r\n:,]/g)}`);
  return `::${level} ${shown.join(",")}::${escaped(text, /[%\r\n]/g)}\n`;
}

function placeOf(file: string | undefined, location: Location | undefined): Readonly<Record<string, string | number>> {
  if (file === undefined) return {};
  if (!location) return { file };
  const { line, column, length } = location;
  return { file, line, endLine: line, col: column, endColumn: column + length };
}

/** As the runner unescapes it: a text could otherwise end the command and begin another. */
function escaped(text: string, special: RegExp): string {
  return text.replace(
    special,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
