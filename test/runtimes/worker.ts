// The same as `steps-program.ts`, as the handler of a worker.
import * as sdk from "../../generated-example/sdk/index.js";
import { runSteps } from "./step.js";
import { steps } from "./steps.js";

// biome-ignore lint/style/noDefaultExport: that is what a worker exports
export default {
  async fetch(request: Request): Promise<Response> {
    const baseUrl = new URL(request.url).searchParams.get("server") ?? "";
    return Response.json(await runSteps(steps, { sdk, baseUrl }));
  },
};
