// A session: one client keeps its connection, so only the first call pays for making it.
import { Inkwell } from "../sdk/index.js";

const calls = 100;
const baseUrl = process.env["INKWELL_URL"];

async function measure(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function newConnectionEach(): Promise<void> {
  for (let call = 0; call < calls; call += 1) {
    const inkwell = new Inkwell({ baseUrl });
    await inkwell.system.getHealth();
    await inkwell.close();
  }
}

async function oneSession(): Promise<void> {
  const inkwell = new Inkwell({ baseUrl });
  for (let call = 0; call < calls; call += 1) await inkwell.system.getHealth();
  await inkwell.close();
}

// What a process does for the first time takes longer: that is nobody's connection.
await oneSession();
const [apart, together] = [await measure(newConnectionEach), await measure(oneSession)];
console.log(`${calls} calls, a new connection each: ${(apart / calls).toFixed(2)} ms a call`);
console.log(`${calls} calls over one session: ${(together / calls).toFixed(2)} ms a call`);
console.log(`Keeping it saves ${Math.round((1 - together / apart) * 100)} % here, on one machine and without TLS`);
