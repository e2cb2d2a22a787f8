import { userWith } from "../auth.js";
import { jsonBody } from "../body.js";
import { type Check, nullable, oneOf, shape, someOf, text, valid } from "../check.js";
import type { Metadata, User, UserRole } from "../data/records.js";
import type { Store } from "../data/store.js";
import { type Exchange, json, noContent, type Reply, type Route } from "../exchange.js";
import { cursorPage } from "../pagination.js";
import { conflict, HttpProblem, notFound } from "../problem.js";
import { queryChoice, queryLimit } from "../query.js";
import { metadata } from "./post-input.js";
import { byDefault } from "./security.js";

export const userRoutes: readonly Route[] = [
  { operationId: "listUsers", method: "GET", path: "/users", security: byDefault, handler: listUsers },
  { operationId: "createUser", method: "POST", path: "/users", security: [{ basic: [] }], handler: createUser },
  {
    operationId: "getCurrentUser",
    method: "GET",
    path: "/users/me",
    security: [{ bearerToken: [] }, { basic: [] }],
    handler: getCurrentUser,
  },
  { operationId: "getUser", method: "GET", path: "/users/{userId}", security: byDefault, handler: getUser },
  { operationId: "updateUser", method: "PATCH", path: "/users/{userId}", security: byDefault, handler: updateUser },
  {
    operationId: "deleteUser",
    method: "DELETE",
    path: "/users/{userId}",
    security: [{ apiKey: [], basic: [] }],
    handler: deleteUser,
  },
];

const roles: readonly UserRole[] = ["reader", "writer", "editor", "admin"];

interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly password: string;
  readonly bio?: string | null;
  readonly website?: string | null;
  readonly metadata?: Metadata;
}

type UserPatch = Partial<Omit<NewUser, "password">>;

const always = {
  email: text({ format: "email", max: 254 }),
  name: text({ min: 1, max: 80 }),
  role: oneOf(roles),
};
const sometimes = { bio: nullable(text({ max: 500 })), website: nullable(text({ format: "uri" })), metadata };
const newUser: Check<NewUser> = shape({
  required: { ...always, password: text({ min: 12, max: 128 }) },
  optional: sometimes,
});
const userPatch: Check<UserPatch> = someOf(shape({ optional: { ...always, ...sometimes } }, "closed"));

function listUsers({ query, store }: Exchange): Reply {
  const role = queryChoice(query, "role", roles);
  const users = [...store.users.values()].filter((user) => role === undefined || user.role === role);
  return json(cursorPage(users, { cursor: query.get("cursor"), limit: queryLimit(query) }));
}

async function createUser(exchange: Exchange): Promise<Reply> {
  const { principal, store } = exchange;
  const admin = userWith("admin", principal);
  const { password, ...input } = valid(newUser, await jsonBody(exchange));
  requireFreeEmail(store, input.email);
  const user: User = {
    bio: null,
    website: null,
    metadata: {},
    ...pickKnown(input),
    id: store.nextUserId(),
    createdAt: store.now(),
  };
  store.users.set(user.id, user);
  store.passwords.set(user.id, password);
  store.log("user.created", admin, `/v1/users/${user.id}`, { email: user.email });
  return json(user, { status: 201, headers: { location: `/v1/users/${user.id}` } });
}

/** Others that were sent (`id`, `createdAt`, unknown ones) are not the sender's to say. */
function pickKnown({ email, name, role, bio, website, metadata }: Omit<NewUser, "password">) {
  return {
    email,
    name,
    role,
    ...(bio === undefined ? {} : { bio }),
    ...(website === undefined ? {} : { website }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function getCurrentUser({ principal }: Exchange): Reply {
  if (principal.user === undefined) throw new HttpProblem(401);
  return json(principal.user);
}

function getUser(exchange: Exchange): Reply {
  return json(namedUser(exchange));
}

async function updateUser(exchange: Exchange): Promise<Reply> {
  const { principal, store } = exchange;
  const user = namedUser(exchange);
  if (principal.user?.id !== user.id) userWith("editor", principal);
  const patch = valid(userPatch, await jsonBody(exchange));
  if (patch.email !== undefined && patch.email !== user.email) requireFreeEmail(store, patch.email);
  const updated = { ...user, ...patch };
  store.users.set(user.id, updated);
  return json(updated);
}

function deleteUser(exchange: Exchange): Reply {
  const { principal, store } = exchange;
  const admin = userWith("admin", principal);
  const user = namedUser(exchange);
  if (user.id === admin.id) throw conflict("You can't remove yourself.");
  store.users.delete(user.id);
  for (const comment of store.comments.values()) {
    if (comment.author?.id === user.id) store.comments.set(comment.id, { ...comment, author: null });
  }
  store.log("user.deleted", admin, `/v1/users/${user.id}`);
  return noContent;
}

function namedUser({ path, store }: Exchange): User {
  const user = store.users.get(path.userId ?? "");
  if (user === undefined) throw notFound(`user ${path.userId}`);
  return user;
}

function requireFreeEmail(store: Store, email: string): void {
  const taken = [...store.users.values()].some((user) => user.email.toLowerCase() === email.toLowerCase());
  if (taken) throw conflict(`There is already a user with the address ${email}.`);
}
