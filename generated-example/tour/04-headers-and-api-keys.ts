// Headers and API keys. A key belongs into the environment, not into the program: `INKWELL_API_KEY` is looked up by itself.
import { ConfigurationError, type Hooks, Inkwell } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];

// `headers` of the client go with every call, those of a call with that call; `null` takes one away.
await using inkwell = new Inkwell({ baseUrl, headers: { "Accept-Language": "en", "X-Team": "docs" } });
// A hook is told of what goes over the wire; `hooks` may be given to the client, too.
const hooks: Hooks = {
  onRequest: ({ headers }) =>
    console.log(`Sends accept-language ${headers["accept-language"]}, x-team ${headers["x-team"] ?? "not at all"}`),
};
await inkwell.posts.list({ perPage: 1 }, { hooks });
await inkwell.posts.list({ perPage: 1 }, { hooks, headers: { "Accept-Language": "de", "X-Team": null } });

// A key may be given, too, or be a function that is asked for each request: the place to ask a vault.
await using vault = new Inkwell({ baseUrl, apiKey: async () => process.env["INKWELL_API_KEY"] ?? "" });
const { totalItems } = await vault.posts.list({ perPage: 1 });
console.log(`With the key of the vault: ${totalItems} posts`);

// What is missing is told before anything is sent.
delete process.env["INKWELL_API_KEY"];
delete process.env["INKWELL_BEARER_TOKEN"];
await using nobody = new Inkwell({ baseUrl });
try {
  await nobody.posts.list();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.log(`${error.name}: ${error.message}`);
}
