import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { projectRoot } from "../corpus/documents.js";
import { type Output, outputsOf } from "./outputs.js";
import { median, progress, type Section } from "./report.js";
import { writeProject } from "./types.js";

const rounds = 5;

/** A place in a program where somebody asks for completions. `|` is the cursor. */
interface Place {
  readonly output: string;
  readonly what: string;
  readonly source: string;
}

const places: readonly Place[] = [
  { output: "sdkwright", what: "`client.`", source: 'import { GitHub } from "IN";\nnew GitHub().|' },
  { output: "sdkwright", what: "`client.issues.`", source: 'import { GitHub } from "IN";\nnew GitHub().issues.|' },
  {
    output: "sdkwright",
    what: "inside the params of `issues.listForRepo`",
    source: 'import { GitHub } from "IN";\nvoid new GitHub().issues.listForRepo({ | });',
  },
  { output: "hey-api", what: "`sdk.`", source: 'import * as sdk from "IN";\nsdk.|' },
  {
    output: "hey-api",
    what: "inside the params of `issuesListForRepo`",
    source: 'import { issuesListForRepo } from "IN";\nvoid issuesListForRepo({ query: { | } });',
  },
  { output: "orval", what: "`api.`", source: 'import * as api from "IN";\napi.|' },
  {
    output: "openapi-typescript",
    what: '`client.GET("|`, openapi-fetch',
    source:
      'import createClient from "openapi-fetch";\nimport type { paths } from "IN";\nvoid createClient<paths>().GET("|");',
  },
];

/** How long an editor waits for completions in GitHub's SDK, by tsserver. */
export async function benchEditor(): Promise<readonly Section[]> {
  const outputs = new Map((await outputsOf("github")).map((output) => [output.name, output]));
  const rows: string[][] = [];
  for (const place of places) {
    const output = outputs.get(place.output);
    if (output === undefined) continue;
    const { first, later, entries } = await ask(output, place);
    progress(`editor, ${place.output}, ${place.what}: ${first.toFixed(0)} ms, then ${later.toFixed(0)} ms`);
    rows.push([place.output, place.what, `${first.toFixed(0)} ms`, `${later.toFixed(0)} ms`, `${entries}`]);
  }
  return [
    {
      title: "Completions in an editor, GitHub's SDK",
      intro: `tsserver of TypeScript 5.9; first: with the opening of the project; then: after a change of the file, median of ${rounds}.`,
      head: ["", "at", "first", "then", "completions"],
      rows,
    },
  ];
}

interface Answer {
  readonly first: number;
  readonly later: number;
  readonly entries: number;
}

async function ask(output: Output, { source }: Place): Promise<Answer> {
  const file = resolve(dirname(writeProject(output)), "program.ts");
  const specifier = `./${relative(dirname(file), output.entries[0] ?? "").replace(/\.ts$/, "")}`;
  const [before = "", after = ""] = source.replace("IN", specifier).split("|");
  writeFileSync(file, before + after);
  const lines = before.split("\n");
  const at = { file, line: lines.length, offset: (lines.at(-1)?.length ?? 0) + 1 };
  const server = new TsServer();
  try {
    const start = performance.now();
    server.send("open", { file });
    const count = await server.completions(at);
    const first = performance.now() - start;
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const end = { line: 1, offset: 1 };
      server.send("change", { file, ...end, endLine: 1, endOffset: 1, insertString: " " });
      const begin = performance.now();
      await server.completions(lines.length === 1 ? { ...at, offset: at.offset + round + 1 } : at);
      times.push(performance.now() - begin);
    }
    return { first, later: median(times), entries: count };
  } finally {
    server.stop();
  }
}

/** https://github.com/microsoft/TypeScript/wiki/Standalone-Server-(tsserver): JSON by lines to it, with headers back. */
class TsServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (body: { readonly entries?: readonly unknown[] } | undefined) => void>();
  #seq = 0;

  constructor() {
    const server = resolve(projectRoot, "node_modules/typescript/lib/tsserver.js");
    const args = ["--max-old-space-size=8192", server, "--disableAutomaticTypingAcquisition"];
    this.#child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    let text = "";
    this.#child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (text + chunk).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("{")) this.#receive(JSON.parse(line));
    });
  }

  send(command: string, args: object): number {
    this.#seq += 1;
    const seq = this.#seq;
    this.#child.stdin?.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
    return seq;
  }

  /** How many there are. */
  completions(at: object): Promise<number> {
    const seq = this.send("completionInfo", at);
    return new Promise((done) => this.#waiting.set(seq, (body) => done(body?.entries?.length ?? 0)));
  }

  stop(): void {
    this.#child.kill();
  }

  #receive(message: {
    readonly request_seq?: number;
    readonly body?: { readonly entries?: readonly unknown[] };
  }): void {
    const done = this.#waiting.get(message.request_seq ?? -1);
    this.#waiting.delete(message.request_seq ?? -1);
    done?.(message.body);
  }
}
