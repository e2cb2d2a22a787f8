// Status codes and typed errors: each declared error has a class, and its `body` is what the document says.
import {
  ApiError,
  ConnectionError,
  Inkwell,
  NotFoundProblem,
  UnprocessableEntityValidationProblem,
} from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });
const postId = "9057ab1e-0000-4000-8000-00000000ffff";

try {
  await inkwell.posts.get({ postId });
} catch (error) {
  if (!(error instanceof NotFoundProblem)) throw error;
  console.log(`${error.name} ${error.status}: ${error.body.detail}`);
}

// Without exceptions: `ok` tells success from failure, and `status` which one it is.
const result = await inkwell.posts.create({ body: { title: "", blocks: [] } }).safe();
if (!result.ok && result.error instanceof UnprocessableEntityValidationProblem) {
  for (const { pointer, detail } of result.error.body.errors) console.log(`422: ${pointer} ${detail}`);
}

// A status that the document doesn't know is an `ApiError` all the same.
try {
  await inkwell.system.getHealth({ headers: { "x-inkwell-fault": '{"kind":"status","status":418}' } });
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.log(`${error.name} ${error.status}: ${error.message}`);
}

// A failed connection is another kind of error: it never has a status.
await using nobody = new Inkwell({ baseUrl: "http://127.0.0.1:9", retry: false });
try {
  await nobody.system.getHealth();
} catch (error) {
  if (!(error instanceof ConnectionError)) throw error;
  console.log(`${error.name}: ${error.message}`);
}
