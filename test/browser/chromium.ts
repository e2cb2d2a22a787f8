import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's; another one is named by CHROMIUM. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Undefined where there is a Chromium. */
export const missingChromium: string | undefined = existsSync(executablePath)
  ? undefined
  : `there is no Chromium at ${executablePath}: apt-get install -y chromium, or say by CHROMIUM where it is`;

/** A Chromium without a window, that looks for nothing on the network by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
