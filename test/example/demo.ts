/** `npm run demo`: from the document to an SDK that calls a real server, with everything shown on the way. */
import { spawnSync } from "node:child_process";
import { main } from "../../generated-example/main.js";
import { startInkwell } from "../example-server/start.js";
import { exampleEnvironment, type Step, stepProblems } from "./expected-steps.js";

process.exitCode = await demo();

async function demo(): Promise<number> {
  if (!generate()) return 1;
  title("start the server of the example API: node:http, on this machine");
  const server = await startInkwell();
  say(`listening on ${server.url}`);
  const steps: Step[] = [];
  try {
    title("run generated-example/main.ts against it");
    Object.assign(process.env, exampleEnvironment);
    await main(server.url, (call, result) => {
      steps.push({ call, result });
      say(`${String(steps.length).padStart(2)}. ${call}\n     -> ${result}`);
    });
    const { opened } = server.connections;
    say(`(${server.requests.length} requests on ${opened} connections)`);
  } catch (error) {
    console.error(error);
    return failed([`step ${steps.length + 1} threw`]);
  } finally {
    await server.close();
  }
  const problems = stepProblems(steps);
  if (problems.length > 0) return failed(problems);
  say(`\ndemo: ${steps.length} steps, all as expected`);
  return 0;
}

/** The command line as a user would run it, in a process of its own. */
function generate(): boolean {
  const command = ["dist/cli/main.js", "generate", "fixtures/inkwell.yaml", "--out", "generated-example/sdk"];
  title(`sdkwright ${command.slice(1).join(" ")}`);
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) failed([`the command ended with ${status}`]);
  return status === 0;
}

function failed(problems: readonly string[]): number {
  console.error(["\ndemo: not as expected", ...problems].join("\n"));
  return 1;
}

function title(text: string): void {
  say(`\n== ${text}`);
}

function say(text: string): void {
  console.log(text);
}
