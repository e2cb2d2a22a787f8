// Validation: a 200 of the wrong shape is an error where it comes from, not `undefined is not a function` ten files later.
import { Inkwell, ResponseValidationError } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });
// The example server misbehaves on request.
const wrong = { kind: "wrong-shape", body: { data: "none", nextCursor: 7 } };
const headers = { "x-inkwell-fault": JSON.stringify(wrong) };

try {
  await inkwell.users.list({ limit: 1 }, { headers });
} catch (error) {
  if (!(error instanceof ResponseValidationError)) throw error;
  for (const { path, message } of error.issues) console.log(`${path.join(".")}: ${message}`);
}

// What a newer server may add (a role that the document doesn't know) is let through, and told.
const me = await inkwell.users.getCurrent();
const newer = { kind: "wrong-shape", body: { ...me, role: "owner" } };
const { name, role } = await inkwell.users.getCurrent({
  headers: { "x-inkwell-fault": JSON.stringify(newer) },
  hooks: { onDrift: ({ issues }) => issues.map(({ path, message }) => console.log(`Drift in ${path}: ${message}`)) },
});
console.log(`${name} is an ${role}: fine`);

// Requests are checked where you ask for it, before they are sent.
const request = inkwell.posts.create({ body: { title: "", blocks: [] } }, { validate: { request: "strict" } });
const checked = await request.safe();
console.log(checked.ok ? "sent" : `${checked.error.name}: ${checked.error.message}`);
