// Bearer tokens, and OAuth2: the client gets access tokens by itself, once for all calls, and renews them in time.
import { setTimeout as sleep } from "node:timers/promises";
import { Inkwell, type TokenSet, type TokenStore } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];

await using person = new Inkwell({ baseUrl, bearerToken: process.env["INKWELL_BEARER_TOKEN"] });
console.log(`The bearer token is that of ${(await person.users.getCurrent()).name}`);

// Where tokens are kept is for you to say: in memory, by default. This one shows what happens.
let kept: TokenSet | undefined;
const tokenStore: TokenStore = {
  get: () => kept,
  set(_key, tokens) {
    kept = tokens;
    console.log(`A ${tokens?.accessToken === undefined ? "lost" : "new"} access token`);
  },
  lock: (_key, task) => task(),
};
const oauth = { clientId: "inkwell-client", clientSecret: "inkwell-secret" };
await using program = new Inkwell({ baseUrl, oauth, tokenStore });

const readTenTimes = async (): Promise<void> => {
  let entries = 0;
  const read = async (): Promise<void> => {
    for await (const _entry of program.audit.exportLog({ limit: 1 })) entries += 1;
  };
  await Promise.all(Array.from({ length: 10 }, read));
  console.log(`10 calls at once: ${entries} entries`);
};

await readTenTimes();
// The tokens of this server live three seconds: the next call needs another one, and gets it.
await sleep(3_100);
await readTenTimes();
