// Basic auth: name and password, here or in `INKWELL_BASIC_USERNAME` and `INKWELL_BASIC_PASSWORD`.
// They go only with operations that the document says want them, and only to the API's own address.
import { AuthenticationProblem, Inkwell } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];
const newUser = {
  email: "kay@inkwell.example",
  name: "Kay McNulty",
  role: "writer",
  password: "differential analyzer",
} as const;

await using inkwell = new Inkwell({ baseUrl, basic: { username: "ada", password: "lovelace" } });
const user = await inkwell.users.create({ body: newUser });
console.log(`${user.name} is a ${user.role} now`);

await using stranger = new Inkwell({ baseUrl, basic: { username: "ada", password: "byron" } });
try {
  await stranger.users.create({ body: newUser });
} catch (error) {
  if (!(error instanceof AuthenticationProblem)) throw error;
  console.log(`With a wrong password: ${error.status}, ${error.body.title}`);
}
