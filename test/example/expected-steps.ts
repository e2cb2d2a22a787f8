/** What one step of the example program shows. */
export interface Step {
  readonly call: string;
  readonly result: string;
}

/** Every step of generated-example/main.ts, in order: the call as it is shown, and what its result must look like. */
export const expectedSteps: readonly { readonly call: string; readonly result: RegExp }[] = [
  { call: "system.getHealth()", result: /^ok, version 1\.4\.0/ },
  { call: "users.getCurrent()", result: /^you are Ada Lovelace, admin$/ },
  { call: "posts.list({ status, tags, filter, sort, perPage: 3 })", result: /^("Notes on [^"]+"(, )?){3} of 297$/ },
  {
    call: "posts.create({ body })",
    result: /^"On small languages", a draft by Inkwell Integration, revision 1$/,
  },
  { call: "posts.get({ postId }).withResponse()", result: /^status 200, 1 block, ETag "[0-9]+-1"$/ },
  { call: 'posts.update({ postId, "If-Match", body })', result: /^"On small languages, revised", revision 2$/ },
  { call: "posts.publish({ postId, body }).safe()", result: /^202: will be published at 2099-01-01T09:00:00Z$/ },
  { call: "posts.publish({ postId }).safe()", result: /^200: published, .+\/posts\/on-small-languages$/ },
  { call: "posts.publish({ postId }).safe()", result: /^not ok: ConflictProblem, The post is already published\.$/ },
  {
    call: "posts.get() of a post that is not there",
    result: /^NotFoundProblem: There is no post 9057ab1e-0000-4000-8000-00000000ffff\.$/,
  },
  {
    call: "users.list() with a 200 of the wrong shape",
    result: /^ResponseValidationError: data: .*expected array.*; nextCursor: .*expected string/,
  },
  { call: "users.list() of a server that never answers", result: /^TimeoutError: .*200 ms$/ },
  { call: "users.create({ body }), by HTTP Basic", result: /^Kay McNulty, writer$/ },
  { call: "users.get({ userId })", result: /^Kay McNulty$/ },
  { call: "users.delete({ userId }), with API key and HTTP Basic", result: /^status 204$/ },
  { call: "media.download({ mediaId })", result: /^application\/octet-stream, 1048576 of 1048576 bytes$/ },
  { call: "getPost(client, { postId })", result: /^"On small languages, revised"$/ },
  { call: "posts.delete({ postId })", result: /^undefined/ },
];

/** What the example program needs in its environment. The server of the example accepts these. */
export const exampleEnvironment: Readonly<Record<string, string>> = {
  INKWELL_API_KEY: "test-key",
  INKWELL_BEARER_TOKEN: "test-token",
  INKWELL_BASIC_USERNAME: "ada",
  INKWELL_BASIC_PASSWORD: "lovelace",
};

/** How the steps differ from what they should be; nothing where all is well. */
export function stepProblems(steps: readonly Step[]): readonly string[] {
  const wrong = steps.flatMap(({ call, result }, index) => {
    const expected = expectedSteps[index];
    if (expected === undefined) return [`step ${index + 1} is one too many: ${call}`];
    if (expected.call !== call) return [`step ${index + 1} should be ${expected.call}, but is ${call}`];
    return expected.result.test(result)
      ? []
      : [`step ${index + 1}, ${call}: ${result} does not match ${expected.result}`];
  });
  const missing = expectedSteps.slice(steps.length).map(({ call }) => `this step is missing: ${call}`);
  return [...wrong, ...missing];
}
