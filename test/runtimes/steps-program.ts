// Runs all steps against the server whose address is the first argument, and prints what came of them as JSON.
import * as sdk from "../../generated-example/sdk/index.js";
import { runSteps } from "./step.js";
import { steps } from "./steps.js";

const results = await runSteps(steps, { sdk, baseUrl: process.argv[2] ?? "" });
console.log(JSON.stringify(results));
