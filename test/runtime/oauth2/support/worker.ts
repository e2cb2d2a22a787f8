import { FileTokenStore } from "./file-token-store.js";
import { closeTokenClients, secured, tokenClient } from "./token-server.js";

/** A process among others that share tokens: calls the API for some time, and prints how often. */
const [url = "", folder = "", duration = "0"] = process.argv.slice(2);
const client = tokenClient({ url }, { clientId: "id", refreshToken: "r0" }, { tokenStore: new FileTokenStore(folder) });
const end = performance.now() + Number(duration);
let calls = 0;
while (performance.now() < end) {
  await Promise.all(Array.from({ length: 10 }, () => client.call(secured, {})));
  calls += 10;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await closeTokenClients();
process.stdout.write(`${calls}`);
