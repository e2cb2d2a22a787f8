import { describeBehaviours } from "./support/behaviours.js";
import { loadGenerated } from "./support/generate.js";
import type { Sdk } from "./support/wire.js";

// The same document: the same surface.
const load = (): Promise<Sdk> =>
  loadGenerated("package", "fixtures/inkwell.yaml", { transport: "undici", runtime: "package" }) as Promise<Sdk>;

describeBehaviours("an SDK generated with --runtime package", load);
