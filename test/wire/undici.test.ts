import { describeBehaviours } from "./support/behaviours.js";
import { committedSdk } from "./support/wire.js";

describeBehaviours("the committed SDK, through undici", committedSdk);
