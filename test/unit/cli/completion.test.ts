import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandNames } from "../../../src/cli/commands.js";
import { cli, withFolder } from "./terminal.js";

/** What a line becomes, or is offered, in every shell. */
const lines = [
  ["sdkwright gen", "generate"],
  ["sdkwright generate --wa", "--watch"],
  ["sdkwright generate --transport u", "undici"],
  ["sdkwright explain overlay/unm", "overlay/unmatched-action"],
  ["sdkwright templates e", "eject"],
  ["sdkwright help te", "templates"],
  ["sdkwright diff --fail-on b", "breaking"],
] as const;

function shellIsThere(shell: string): boolean {
  const isThere = spawnSync(shell, ["-c", "exit 0"]).status === 0;
  if (!isThere) console.warn(`skipped: the completion of ${shell}, which is not on this machine`);
  return isThere;
}

describe("completion", () => {
  test("the script for bash is one, and completes commands and flags", async () => {
    const { stdout } = await cli(["completion", "bash"]);
    const complete = (...words: readonly string[]): string => {
      const quoted = words.map((word) => `"${word}"`).join(" ");
      const program = `${stdout}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _sdkwright; echo "\${COMPREPLY[@]}"`;
      return spawnSync("bash", ["-c", program], { encoding: "utf8", cwd: "/" }).stdout.trim();
    };
    expect(complete("sdkwright", "gen")).toBe("generate");
    expect(complete("sdkwright", "generate", "--wa")).toBe("--watch");
    expect(complete("sdkwright", "generate", "--transport", "u")).toBe("undici");
    expect(complete("sdkwright", "")).toBe(commandNames.join(" "));
    expect(complete("sdkwright", "explain", "spec/unresolved-r")).toBe("spec/unresolved-ref");
    expect(complete("sdkwright", "help", "te")).toBe("templates");
    expect(complete("sdkwright", "templates", "")).toBe("eject");
  });

  test("of another shell there is none", async () => {
    expect((await cli(["completion", "tcsh"])).code).toBe(2);
  });

  describe.skipIf(!shellIsThere("fish"))("in fish", () => {
    test.each(lines)("%s: %s", (line, word) =>
      withFolder({}, async (folder) => {
        const script = join(folder, "sdkwright.fish");
        await writeFile(script, (await cli(["completion", "fish"])).stdout);
        const program = `source ${script}; complete -C ${JSON.stringify(line)}`;
        const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", program], { encoding: "utf8", cwd: folder });
        expect(stderr).toBe("");
        expect(stdout.split("\n").map((row) => row.split("\t")[0])).toContain(word);
      }),
    );
  });

  describe.skipIf(!shellIsThere("zsh"))("in zsh", () => {
    test.each(lines)("%s: %s", (line, word) =>
      withFolder({}, async (folder) => {
        const script = join(folder, "_sdkwright");
        await writeFile(script, (await cli(["completion", "zsh"])).stdout);
        await writeFile(join(folder, "drive.zsh"), zshDriver);
        const args = ["-f", join(folder, "drive.zsh"), script, line];
        const { stdout } = spawnSync("zsh", args, { encoding: "utf8", cwd: folder, timeout: 25_000 });
        const typed = line.slice(0, line.lastIndexOf(" ") + 1);
        expect(/LINE<(.*)>/.exec(stdout)?.[1]?.trim()).toBe(`${typed}${word}`);
      }),
    );
  });
});

/** Types a line and a tab into a shell with a terminal of its own, and asks it what its line is then. */
const zshDriver = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; source $1"
zpty -w shell 'show() { print -r -- "LINE<$BUFFER>" }; zle -N show; bindkey "^X" show; print READY'
zpty -r shell output '*READY*'
zpty -w -n shell "$2"$'\t\x18'
zpty -r shell output '*LINE<*>*'
print -r -- $output
zpty -d shell
`;
