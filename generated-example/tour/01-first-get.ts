// A first GET: make a client, call a function, use what it gives. `health` is typed, and was checked when it came.
import { Inkwell } from "../sdk/index.js";

// Without `baseUrl` the SDK asks the address that the API's document names.
const inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

const health = await inkwell.system.getHealth();
console.log(`The API is ${health.status}: version ${health.version}`);

// The connection is kept for the next call. The program ends when it is closed.
await inkwell.close();
