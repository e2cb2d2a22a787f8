import { createHash } from "node:crypto";

export interface PageParts {
  readonly title: string;
  /** Plain JSON. */
  readonly data: object;
  readonly script: string;
  readonly style: string;
}

/**
 * One page that needs nothing else. The data stands in it as JSON that no parser takes for markup, and what it says is
 * shown as text; a policy with the hashes of our own script and style lets nothing else run, and nothing be fetched.
 */
export function renderPage({ title, data, script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="sdkwright">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page is drawn by its own script.</noscript>
<script type="application/json" id="data">${jsonText(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Neither `</script>` nor `<!--` can be in it. */
function jsonText(data: object): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
