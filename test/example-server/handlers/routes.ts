import type { Route } from "../exchange.js";
import { auditRoutes } from "./audit.js";
import { commentRoutes } from "./comments.js";
import { eventRoutes } from "./events.js";
import { mediaRoutes } from "./media.js";
import { mediaContentRoutes } from "./media-content.js";
import { postListRoutes } from "./post-lists.js";
import { postTextRoutes } from "./post-text.js";
import { postRoutes } from "./posts.js";
import { publishingRoutes } from "./publishing.js";
import { systemRoutes } from "./system.js";
import { userRoutes } from "./users.js";

/** Every operation of fixtures/inkwell.yaml. */
export const routes: readonly Route[] = [
  ...systemRoutes,
  ...userRoutes,
  ...postListRoutes,
  ...postRoutes,
  ...publishingRoutes,
  ...postTextRoutes,
  ...commentRoutes,
  ...mediaRoutes,
  ...mediaContentRoutes,
  ...auditRoutes,
  ...eventRoutes,
];
