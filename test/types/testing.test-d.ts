/** What an editor sees of the test kit: statuses, bodies, params and what was sent, all from the client's own types. */
import { expectTypeOf } from "vitest";
import type { AuditEntry, NewComment, Post, PostInput, Problem } from "../../generated-example/sdk/index.js";
import { type Inkwell, inkwellPost } from "./support.js";
import { type MockInkwell, mockInkwell } from "../../generated-example/sdk/testing.js";
