import { describe, expect, test } from "vitest";
import { postId, userId } from "../../example-server/start.js";
import { asAdmin, asGrace, asIntegration, asReader, useApi } from "./support/api.js";

const api = useApi();
const grace = { email: "new@inkwell.example", name: "New One", role: "writer", password: "nanoseconds-are-long" };

interface UserList {
  readonly data: readonly { readonly id: string; readonly role: string }[];
  readonly nextCursor: string | null;
}

async function walkUsers(query: string): Promise<UserList["data"][]> {
  const pages: UserList["data"][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body } = await api.call("GET", `/users?${query}${cursor && `&cursor=${cursor}`}`);
    const page = body as UserList;
    pages.push(page.data);
    cursor = page.nextCursor;
  }
  return pages;
}

describe("listing users", () => {
  test("gives all of them once, cursor by cursor", async () => {
    const pages = await walkUsers("limit=25");
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
    const ids = pages.flat().map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 60 }, (_, index) => userId(index + 1)));
  });

  test("ends with a full last page", async () => {
    expect((await walkUsers("limit=30")).map((page) => page.length)).toEqual([30, 30]);
  });

  test("keeps to a role", async () => {
    const users = (await walkUsers("role=editor&limit=7")).flat();
    expect(new Set(users.map(({ role }) => role))).toEqual(new Set(["editor"]));
    expect(users.length).toBeGreaterThan(10);
  });

  test("loses and repeats nobody when users come and go in between", async () => {
    const first = (await api.call("GET", "/users?limit=2")).body as UserList;
    api.server.state.users.delete(userId(1));
    const second = (await api.call("GET", `/users?limit=2&cursor=${first.nextCursor}`)).body as UserList;
    expect(second.data.map(({ id }) => id)).toEqual([userId(3), userId(4)]);
  });

  test.each(["cursor=nonsense", "limit=0", "limit=101", "limit=ten", "role=king"])("refuses ?%s", async (query) => {
    expect((await api.call("GET", `/users?${query}`)).status).toBe(400);
  });
});

describe("creating a user", () => {
  test("stores what may be written, ignores what may not, and never tells the password", async () => {
    const json = { ...grace, id: userId(1), createdAt: "1999-01-01T00:00:00Z", bio: "Debugs.", surprise: 1 };
    const { status, body, headers, bytes } = await api.call("POST", "/users", { headers: asAdmin, json });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: userId(61), email: grace.email, bio: "Debugs.", website: null });
    expect(body).not.toHaveProperty("surprise");
    expect(bytes.toString()).not.toContain(grace.password);
    expect(headers.get("location")).toBe(`/v1/users/${userId(61)}`);
    expect((await api.call("GET", `/users/${userId(61)}`)).body).toEqual(body);
  });

  test("refuses an address that is taken", async () => {
    const json = { ...grace, email: "ADA-lovelace@inkwell.example" };
    expect((await api.call("POST", "/users", { headers: asAdmin, json })).status).toBe(409);
  });

  test("is for administrators", async () => {
    expect((await api.call("POST", "/users", { headers: asGrace, json: grace })).status).toBe(403);
  });

  test.each([
    [{ ...grace, email: "nowhere" }, ["/email"]],
    [{ ...grace, name: "" }, ["/name"]],
    [{ ...grace, role: "king" }, ["/role"]],
    [{ ...grace, password: "short" }, ["/password"]],
    [{ ...grace, website: "not a url" }, ["/website"]],
    [{ ...grace, metadata: { list: [] } }, ["/metadata/list"]],
    [{ bio: 7 }, ["/email", "/name", "/role", "/password", "/bio"]],
    [[grace], [""]],
  ])("says what is wrong with %j", async (json, pointers) => {
    const { status, body } = await api.call("POST", "/users", { headers: asAdmin, json });
    expect(status).toBe(422);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test.each([
    ["{", "application/json"],
    [JSON.stringify(grace), "text/plain"],
  ])("can't understand %j as %s", async (body, contentType) => {
    const headers = { ...asAdmin, "content-type": contentType };
    expect((await api.call("POST", "/users", { headers, body })).status).toBe(400);
  });
});

describe("a user", () => {
  test("is found by id, or is not there", async () => {
    expect((await api.call("GET", `/users/${userId(2)}`)).body).toMatchObject({ name: "Grace Hopper", role: "editor" });
    const missing = await api.call("GET", `/users/${userId(999)}`, {
      headers: { ...asIntegration, "x-request-id": "r-1" },
    });
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual({
      type: "https://docs.inkwell.example/problems/not-found",
      title: "Not found",
      status: 404,
      detail: `There is no user ${userId(999)}.`,
      requestId: "r-1",
    });
  });

  test("changes only where the patch says so", async () => {
    const before = (await api.call("GET", `/users/${userId(1)}`)).body as object;
    const { body } = await api.call("PATCH", `/users/${userId(1)}`, { json: { bio: null, name: "A. L." } });
    expect(body).toEqual({ ...before, bio: null, name: "A. L." });
  });

  test.each([
    ["an empty patch", {}, 422],
    ["an unknown property", { nickname: "x" }, 422],
    ["a password", { password: "nanoseconds-are-long" }, 422],
    ["a null name", { name: null }, 422],
    ["an address that is taken", { email: "grace-hopper@inkwell.example" }, 409],
    ["its own address", { email: "ada-lovelace@inkwell.example" }, 200],
  ])("patched with %s", async (_name, json, status) => {
    expect((await api.call("PATCH", `/users/${userId(1)}`, { json })).status).toBe(status);
  });

  test("may change themselves, but not others", async () => {
    const json = { bio: "Reads." };
    expect((await api.call("PATCH", `/users/${userId(4)}`, { headers: asReader, json })).status).toBe(200);
    expect((await api.call("PATCH", `/users/${userId(5)}`, { headers: asReader, json })).status).toBe(403);
  });

  test("leaves no name on comments when removed", async () => {
    const headers = { ...asIntegration, ...asAdmin };
    const byThem = [...api.server.state.comments.values()].filter(({ author }) => author?.id === userId(7));
    expect(byThem.length).toBeGreaterThan(0);
    expect((await api.call("DELETE", `/users/${userId(7)}`, { headers })).status).toBe(204);
    expect((await api.call("DELETE", `/users/${userId(7)}`, { headers })).status).toBe(404);
    for (const { id } of byThem) expect(api.server.state.comments.get(id)?.author).toBeNull();
    expect((await api.call("GET", `/posts/${postId(7)}`)).body).toMatchObject({ author: { id: userId(7) } });
  });

  test("can't remove themselves", async () => {
    const headers = { ...asIntegration, ...asAdmin };
    expect((await api.call("DELETE", `/users/${userId(1)}`, { headers })).status).toBe(409);
  });
});
