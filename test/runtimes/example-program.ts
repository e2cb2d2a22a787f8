// Runs the example program against the server whose address is the first argument, and prints its steps as JSON.
import { main } from "../../generated-example/main.js";

const shown: { readonly call: string; readonly result: string }[] = [];
await main(process.argv[2] ?? "", (call, result) => void shown.push({ call, result }));
console.log(JSON.stringify(shown));
