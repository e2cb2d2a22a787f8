import { faults } from "../runtime/support/fault-server.js";
import { runFault, shownRow, tableHead } from "./run-faults.js";
import { wrongRows } from "./verdict.js";

// npm run faults [-- part of a fault's name]: every fault with every kind of call.
const wanted = process.argv[2] ?? "";
let unhandled = 0;
process.on("unhandledRejection", (reason) => {
  unhandled += 1;
  process.stdout.write(`NOT OK unhandled: ${String(reason)}\n`);
});
process.stdout.write(`${tableHead}\n`);
const wrong: string[] = [];
let count = 0;
for (const name of Object.keys(faults).filter((fault) => fault.includes(wanted))) {
  const rows = await runFault(name);
  count += rows.length;
  for (const row of rows) process.stdout.write(`${shownRow(row)}\n`);
  wrong.push(...wrongRows(rows));
}
for (const line of wrong) process.stdout.write(`NOT OK ${line}\n`);
process.stdout.write(`${count} combinations, ${wrong.length} wrong, ${unhandled} unhandled rejections\n`);
process.exitCode = wrong.length + unhandled === 0 ? 0 : 1;
