/** `npm run tour`, or `npm run tour -- 07 08`: starts the example server, runs the programs of the tour, shows what they print. */
import { missingLine, type TourProgram, tourPrograms } from "./tour-programs.js";
import { startTour } from "./tour-server.js";

process.exitCode = await tour(process.argv.slice(2));

async function tour(wanted: readonly string[]): Promise<number> {
  const programs = tourPrograms.filter(({ name }) => wanted.length === 0 || wanted.some((text) => name.includes(text)));
  if (programs.length === 0) {
    console.error(`tour: no program is called like ${wanted.join(" ")}: there are 01 to ${tourPrograms.length}`);
    return 2;
  }
  await using running = await startTour();
  const failed: string[] = [];
  for (const program of programs) {
    console.log(`\n== ${program.name.slice(0, 2)}. ${program.title}: generated-example/tour/${program.name}.ts`);
    const { opened } = running.server.connections;
    const lines = await printedBy(() => running.run(program));
    const { requests, connections } = running.server;
    console.log(`(${counted(requests.length, "request")} on ${counted(connections.opened - opened, "connection")})`);
    if (!isComplete(program, lines)) failed.push(program.name);
  }
  console.log(`\ntour: ${programs.length - failed.length} of ${programs.length} programs printed what they should`);
  return failed.length === 0 ? 0 : 1;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Shows what is printed, and keeps it. */
async function printedBy(run: () => Promise<void>): Promise<readonly string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => {
    lines.push(...values.map(String).join(" ").split("\n"));
    log(...values);
  };
  try {
    await run();
  } catch (error) {
    console.error(error);
  } finally {
    console.log = log;
  }
  return lines;
}

function isComplete({ name, prints }: TourProgram, lines: readonly string[]): boolean {
  const missing = missingLine(prints, lines);
  if (missing !== undefined) console.error(`tour: ${name} has not printed ${missing}`);
  return missing === undefined;
}
