import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentNamed, missingCorpus, pathOf } from "../corpus/documents.js";
import { typeCheck } from "../corpus/type-check.js";
import { callEveryExample, type ExampleCall } from "./call-examples.js";
import { DocumentedApi } from "./documented-examples.js";
import { type ExampleServer, startExampleServer } from "./example-server.js";
import { type GitHub, loadProgram, type Program, writeProgram } from "./program.js";
import { callWitness, type Witness } from "./witness.js";

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
    let witness: Witness;
    beforeAll(async () => {
      witness = callWitness(api);
      calls = await callEveryExample({ api, github, program });
    }, 120_000);

    test("are refused only where another validator refuses them too", () => {
      const refused = calls.filter(({ lenient }) => lenient.kind === "refused");
      const wrongly = refused.filter(({ example }) => witness(example).valid);
      const accepted = calls.filter(({ lenient }) => lenient.kind === "accepted");
      console.info(
        `${calls.length} documented GET examples: ${accepted.length} are what their schema says, ` +
          `${calls.length - accepted.length - refused.length} drift from it, ${refused.length} contradict it`,
      );
      expect(calls.length).toBeGreaterThan(600);
      expect(accepted.length).toBeGreaterThan(calls.length * 0.8);
      expect(wrongly.map(({ name, lenient }) => ({ name, lenient }))).toEqual([]);
    });

    test("are accepted without a word only where the other validator accepts them", () => {
      const accepted = calls.filter(({ lenient }) => lenient.kind === "accepted");
      const testimonies = accepted.map(({ name, example }) => ({ name, ...witness(example) }));
      // Where several alternatives of a `oneOf` fit, the value is still what its type says.
      const wrongly = testimonies.filter(({ valid, onlyAmbiguous }) => !valid && !onlyAmbiguous);
      expect(wrongly).toEqual([]);
    });

    test('all pass with validate: "warn"', () => {
      expect(calls.filter(({ warn }) => warn.kind === "refused")).toEqual([]);
    });
  });
});
