import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The package of the example API, as these programs import it. */
export const packageName = "@acme/inkwell";

/** What each program prints, against the example server. */
export const expected = {
  title: "string",
  listed: 25,
  function: "string",
  caught: ["NotFoundProblem", true, true],
  mocked: "Rex",
  exported: true,
};

/** The same program, as an ES module and in CommonJS: plain JavaScript, as somebody writes it who has installed the package. */
export async function writeConsumers(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const programs = {
    "main.mjs": `${modules.map(([names, path]) => `import { ${names} } from ${JSON.stringify(path)};`).join("\n")}\n${body}`,
    "main.cjs": `${modules.map(([names, path]) => `const { ${names} } = require(${JSON.stringify(path)});`).join("\n")}\n${body}`,
  };
  for (const [path, text] of Object.entries(programs)) await writeFile(join(folder, path), text);
  return Object.keys(programs).map((path) => join(folder, path));
}

const modules = [
  ["Inkwell, NotFoundError", packageName],
  ["createClient", `${packageName}/client`],
  ["NotFoundProblem", `${packageName}/errors`],
  ["listPosts", `${packageName}/operations/posts`],
  ["Post", `${packageName}/schemas`],
  ["fixture, mockInkwell", `${packageName}/testing`],
] as const;

const body = `
async function main(baseUrl) {
  const options = { baseUrl, auth: { apiKey: "test-key" } };
  const inkwell = new Inkwell(options);
  const { items } = await inkwell.posts.list({ perPage: 1 });
  const listed = await inkwell.posts.list({ perPage: 10 }).toArray({ limit: 25 });
  const client = createClient(options);
  const page = await listPosts(client, { perPage: 1 });
  const caught = await inkwell.users.get({ userId: "0" }).catch((error) => error);
  const api = mockInkwell();
  api.mock.posts.get().reply(200, fixture.post({ title: "Rex" }));
  const mocked = await api.client.posts.get({ postId: "1" });
  console.log(JSON.stringify({
    title: typeof items[0].title,
    listed: listed.length,
    function: typeof page.items[0].title,
    caught: [caught.name, caught instanceof NotFoundProblem, caught instanceof NotFoundError],
    mocked: mocked.title,
    exported: Post.safeParse(mocked).success,
  }));
  await client.close();
  await inkwell.close();
}
main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;
