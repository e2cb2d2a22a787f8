import { basicCredentials, credentials } from "../auth.js";
import { contentTypeOf, textBody } from "../body.js";
import { type Exchange, json, type Reply, type Route } from "../exchange.js";

export const systemRoutes: readonly Route[] = [
  { operationId: "getHealth", method: "GET", path: "/health", security: [], handler: getHealth },
  { operationId: "requestToken", method: "POST", path: "/oauth/token", security: [], handler: requestToken },
];

function getHealth({ store }: Exchange): Reply {
  const uptime = store.options.now().getTime() - store.startedAt.getTime();
  return json({ status: "ok", version: "1.4.0", uptimeSeconds: Math.max(0, uptime / 1000) });
}

const scopes = ["posts:write", "audit:read"];

/** RFC 6749, 4.4 Client Credentials Grant and 5 Issuing an Access Token: https://www.rfc-editor.org/rfc/rfc6749 */
async function requestToken(exchange: Exchange): Promise<Reply> {
  const formType = "application/x-www-form-urlencoded";
  if (contentTypeOf(exchange.request) !== formType)
    return refusal(400, "invalid_request", `Send a body of ${formType}.`);
  const form = new URLSearchParams(await textBody(exchange, formType));
  const grant = form.get("grant_type");
  if (grant === null) return refusal(400, "invalid_request", "grant_type is missing.");
  if (grant !== "client_credentials")
    return refusal(400, "unsupported_grant_type", "Only client_credentials is supported.");
  const client = clientOf(exchange, form);
  const { clientId, clientSecret } = credentials.oauth;
  if (client?.id !== clientId || client.secret !== clientSecret) {
    const headers = { "www-authenticate": 'Basic realm="Inkwell"' };
    return refusal(401, "invalid_client", "The client is unknown, or its secret is wrong.", headers);
  }
  const wanted = form.get("scope")?.split(" ").filter(Boolean) ?? scopes;
  const unknown = wanted.find((scope) => !scopes.includes(scope));
  if (unknown !== undefined) return refusal(400, "invalid_scope", `There is no scope ${unknown}.`);
  return tokenReply(exchange, wanted);
}

function clientOf({ request }: Exchange, form: URLSearchParams): { id: string; secret: string } | undefined {
  const basic = basicCredentials(request.headers.authorization);
  // RFC 6749, 2.3.1: both are form-encoded before they are put together.
  if (basic !== undefined) return { id: formDecode(basic.name), secret: formDecode(basic.password) };
  const id = form.get("client_id");
  return id === null ? undefined : { id, secret: form.get("client_secret") ?? "" };
}

function formDecode(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value") ?? "";
}

function tokenReply({ tokens }: Exchange, wanted: readonly string[]): Reply {
  const { token } = tokens.issue(wanted);
  const body = { access_token: token, token_type: "Bearer", expires_in: tokens.lifetime, scope: wanted.join(" ") };
  return json(body, { headers: { "cache-control": "no-store" } });
}

function refusal(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return json(
    { error, error_description: description },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
}
