import { createClient } from "../../generated-example/sdk/client.js";
import { getUser } from "../../generated-example/sdk/operations/users.js";
import { postId, userId } from "../example-server/data/ids.js";
import { expectEqual, expectFailure, type Step } from "./step.js";

const newPost = {
  title: "On small languages",
  tags: ["languages"],
  blocks: [{ type: "paragraph" as const, text: "They are large inside." }],
};

/** Calls, lists, credentials, policies. */
export const callSteps: readonly Step[] = [
  {
    name: "a first GET",
    async run({ inkwell }) {
      const { status, version } = await inkwell.system.getHealth();
      expectEqual(status, "ok");
      return `${status}, version ${version}`;
    },
  },
  {
    name: "query parameters, and a body that is validated",
    async run({ inkwell }) {
      const page = await inkwell.posts.list({ status: ["published"], tags: ["history"], sort: "title", perPage: 3 });
      expectEqual([page.perPage, page.items.length], [3, 3]);
      return `${page.items.map(({ title }) => `"${title}"`).join(", ")} of ${page.totalItems}`;
    },
  },
  {
    name: "POST, GET, PATCH, PUT, DELETE",
    async run({ inkwell, sdk }) {
      const { id, revision } = await inkwell.posts.create({ body: newPost });
      const { data, headers } = await inkwell.posts.get({ postId: id }).withResponse();
      expectEqual(data.title, newPost.title);
      const etag = headers.get("etag") ?? "";
      const updated = await inkwell.posts.update({ postId: id, "If-Match": etag, body: { title: "On languages" } });
      const replaced = await inkwell.posts.replace({ postId: id, "If-Match": "*", body: newPost });
      expectEqual(await inkwell.posts.delete({ postId: id }), undefined);
      await expectFailure(inkwell.posts.get({ postId: id }), sdk.NotFoundProblem);
      return `revisions ${revision}, ${updated.revision} and ${replaced.revision}, ETag ${etag}, then gone`;
    },
  },
  {
    name: "the response: status, headers, request id",
    async run({ inkwell }) {
      const response = await inkwell.users.get({ userId: userId(1) }, { requestId: "everywhere-1" }).withResponse();
      expectEqual([response.status, response.requestId], [200, "everywhere-1"]);
      return `${response.data.name}, ${response.status}, ${response.headers.get("content-type")}, ${response.requestId}`;
    },
  },
  {
    name: "one function, without the class",
    async run({ baseUrl }) {
      const client = createClient({ baseUrl, apiKey: async () => "test-key" });
      const { name } = await getUser(client, { userId: userId(2) });
      await client.close();
      return name;
    },
  },
  {
    name: "credentials: bearer token, and name and password",
    async run({ client }) {
      const basic = { username: "ada", password: "lovelace" };
      const inkwell = client({ bearerToken: "test-token", basic });
      const { name } = await inkwell.users.getCurrent();
      const made = await inkwell.users.create({
        body: { email: "kay@inkwell.example", name: "Kay McNulty", role: "writer", password: "differential analyzer" },
      });
      expectEqual(await inkwell.users.delete({ userId: made.id }), undefined);
      return `by token ${name}; by password ${made.name}`;
    },
  },
  {
    name: "credentials: OAuth2, the client gets its token",
    async run({ client }) {
      const inkwell = client({ apiKey: "", oauth: { clientId: "inkwell-client", clientSecret: "inkwell-secret" } });
      const log = await inkwell.audit.exportLog({ limit: 3 }).raw();
      const lines = (await log.text()).trim().split("\n");
      expectEqual(lines.length, 3);
      return `${log.status}, ${lines.length} entries`;
    },
  },
  {
    name: "pages by number, by a cursor, by Link headers",
    async run({ inkwell }) {
      const titles = new Set<string>();
      for await (const { id } of inkwell.posts.list({ perPage: 15 })) titles.add(id);
      const users = await inkwell.users.list({ limit: 5 }).toArray();
      const media = await inkwell.media.list({ limit: 3 }).toArray();
      if (titles.size < 40 || users.length < 12 || media.length < 4) throw new Error("some are missing");
      return `${titles.size} posts, ${users.length} users, ${media.length} files`;
    },
  },
  {
    name: "50 calls, 8 at a time",
    async run({ client }) {
      const inkwell = client({ maxConcurrency: 8 });
      const posts = await Promise.all(
        Array.from({ length: 50 }, (_, index) => inkwell.posts.get({ postId: postId((index % 20) + 1) })),
      );
      return `${new Set(posts.map(({ id }) => id)).size} different posts`;
    },
  },
  {
    name: "retries, each told by the error",
    async run({ client, sdk }) {
      const inkwell = client({ retry: { maxRetries: 2, baseDelay: 1 } });
      const fault = JSON.stringify({ kind: "status", status: 503 });
      const call = inkwell.users.list({}, { headers: { "x-inkwell-fault": fault } });
      const error = await expectFailure(call, sdk.ServerError);
      expectEqual(error.attempts.length, 3);
      return `${error.name} ${error.status} after ${error.attempts.length} attempts`;
    },
  },
  {
    name: "a closed client refuses",
    async run({ inkwell, sdk }) {
      await inkwell.close();
      const error = await expectFailure(inkwell.system.getHealth(), sdk.ConfigurationError);
      return error.message;
    },
  },
];
