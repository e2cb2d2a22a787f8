/** RFC 6749 2.3.1 Client Password, https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
import { ConfigurationError } from "../errors/configuration-error.js";
import type { GrantSettings } from "./grant-settings.js";
import { readSecret } from "./secret.js";

/** Who asks for a token. */
export interface OAuth2Client {
  readonly id: string;
  /** Undefined for a public client. */
  readonly secret: string | undefined;
  readonly method: "client_secret_basic" | "client_secret_post";
}

export interface ClientInput {
  readonly schemeName: string;
  readonly env: string;
  readonly settings: GrantSettings;
  /** `token_endpoint_auth_methods_supported` of the server's metadata. */
  readonly methods: readonly string[] | undefined;
}

/** @throws ConfigurationError where there is no id */
export async function readClient({ schemeName, env, settings, methods }: ClientInput): Promise<OAuth2Client> {
  const [id, secret] = await Promise.all([
    readSecret(settings.clientId, `${env}_CLIENT_ID`),
    readSecret(settings.clientSecret, `${env}_CLIENT_SECRET`),
  ]);
  if (id === undefined) {
    const message = `\`auth.${schemeName}.clientId\` is missing: set it, or the environment variable ${env}_CLIENT_ID`;
    throw new ConfigurationError({ message });
  }
  return { id, secret, method: settings.clientAuthentication ?? supportedMethod(methods) };
}

/** Every server must take `client_secret_basic`, unless its metadata says otherwise (RFC 8414 2). */
function supportedMethod(methods: readonly string[] | undefined): OAuth2Client["method"] {
  const takesBasic = methods === undefined || methods.includes("client_secret_basic");
  return takesBasic || !methods.includes("client_secret_post") ? "client_secret_basic" : "client_secret_post";
}

/** Adds who asks: a header, or fields of the form. A public client says its id alone (RFC 6749 3.2.1). */
export function authenticateClient(client: OAuth2Client, form: URLSearchParams): string | undefined {
  if (client.secret !== undefined && client.method === "client_secret_basic") {
    return `Basic ${btoa(`${formEncode(client.id)}:${formEncode(client.secret)}`)}`;
  }
  form.set("client_id", client.id);
  if (client.secret !== undefined) form.set("client_secret", client.secret);
  return undefined;
}

/** Id and secret are form-encoded first: a colon or a letter outside ASCII would not survive otherwise. */
function formEncode(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}
