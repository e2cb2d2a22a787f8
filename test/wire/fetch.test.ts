import { describeBehaviours } from "./support/behaviours.js";
import { loadGenerated } from "./support/generate.js";
import type { Sdk } from "./support/wire.js";

// The same document: the same surface.
const load = (): Promise<Sdk> =>
  loadGenerated("fetch", "fixtures/inkwell.yaml", { transport: "fetch", runtime: "bundled" }) as Promise<Sdk>;

describeBehaviours("an SDK generated with --transport fetch", load);
