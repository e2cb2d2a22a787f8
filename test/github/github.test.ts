import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentNamed, missingCorpus, pathOf } from "../corpus/documents.js";
import { typeCheck } from "../corpus/type-check.js";
import { callEveryExample, type ExampleCall, type Outcome } from "./call-examples.js";
import { DocumentedApi } from "./documented-examples.js";
import { type ExampleServer, startExampleServer } from "./example-server.js";
import { type GitHub, loadProgram, type Program, writeProgram } from "./program.js";
import { callWitness } from "./witness.js";

if (missingCorpus !== undefined) test.skip(missingCorpus);

describe.skipIf(missingCorpus !== undefined)("GitHub's SDK against GitHub's own documented examples", () => {
  let api: DocumentedApi;
  let server: ExampleServer;
  let folder: string;
  let program: Program;
  let github: GitHub;

  beforeAll(async () => {
    const document = pathOf(documentNamed("github"));
    api = new DocumentedApi(document);
    server = await startExampleServer(api);
    folder = await writeProgram(document);
    program = await loadProgram(folder);
    github = new program.GitHub({ baseUrl: server.url });
  }, 120_000);

  afterAll(async () => {
    await github?.close();
    await server?.close();
  });

  test("a program that uses it type-checks, and its mistakes do not", async () => {
    expect((await typeCheck(folder, "typescript7")).errors).toEqual([]);
  }, 120_000);

  test("three of its operations give what GitHub documents, validated", async () => {
    expect(await program.report(github)).toEqual({
      release: { tag: "v1.0.0", draft: false, author: "octocat" },
      issues: [{ number: 1347, title: "Found a bug", labels: ["bug"] }],
      user: { login: "octocat", followers: 20, requestId: "A:1" },
    });
  });

  describe("an example that breaks its own schema: a repository without its required language", () => {
    const repository = { owner: "octocat", repo: "Hello-World" };

    test("is a ResponseValidationError with its issues", async () => {
      const error = await github.repos.get(repository).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(program.ResponseValidationError);
      expect(error).toMatchObject({
        operationId: "repos/get",
        method: "GET",
        issues: [
          { path: ["language"], code: "invalid_type" },
          { path: ["source", "language"], code: "invalid_type" },
        ],
      });
    });

    test('passes with validate: "warn", and is reported', async () => {
      const reports: unknown[] = [];
      const hooks = { onDrift: (drift: unknown) => reports.push(drift) };
      expect(await github.repos.get(repository, { validate: "warn", hooks })).toMatchObject({
        full_name: "octocat/Hello-World",
        owner: { login: "octocat" },
      });
      expect(reports).toMatchObject([{ issues: [{ path: ["language"] }, { path: ["source", "language"] }] }]);
    });
  });

  describe("the examples of all its GET operations", () => {
    let calls: readonly ExampleCall[];
    beforeAll(async () => {
      calls = await callEveryExample({ api, github, program });
    }, 120_000);

    test("are accepted without a word exactly where another validator accepts them", () => {
      const count = (kind: Outcome["kind"]) => calls.filter(({ lenient }) => lenient.kind === kind).length;
      console.info(
        `${calls.length} documented GET examples: ${count("accepted")} are what their schema says, ` +
          `${count("drift")} drift from it, ${count("refused")} contradict it`,
      );
      expect(calls.length).toBeGreaterThan(600);
      const witness = callWitness(api);
      const disputed = calls.filter(({ lenient, example }) => (lenient.kind === "accepted") !== witness(example));
      expect(disputed.map(({ name, lenient }) => ({ name, lenient }))).toEqual([]);
    });

    test('all pass with validate: "warn"', () => {
      expect(calls.filter(({ warn }) => warn.kind === "refused")).toEqual([]);
    });
  });
});
