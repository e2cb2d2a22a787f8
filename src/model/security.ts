import type { Origin } from "../diagnostics/origin.js";

/** OpenAPI 3.2, 4.30 Security Scheme Object. */
export type SecurityScheme = {
  readonly wireName: string;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  /** The environment variable that the document names for it. */
  readonly env?: string | undefined;
  /** Where the document names variables. */
  readonly origin?: Origin | undefined;
} & (
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly keyName: string;
      /** What stands before the key in its header. */
      readonly prefix?: string | undefined;
    }
  | { readonly type: "basic"; readonly usernameEnv?: string | undefined; readonly passwordEnv?: string | undefined }
  | { readonly type: "bearer" }
  | { readonly type: "http"; readonly scheme: string }
  | {
      readonly type: "oauth2";
      readonly flows: readonly OAuth2Flow[];
      /** RFC 8414: where the authorization server describes itself. */
      readonly metadataUrl?: string | undefined;
    }
  | { readonly type: "openIdConnect"; readonly url: string }
  | { readonly type: "mutualTLS" }
);

export const oauth2Grants = [
  "authorizationCode",
  "clientCredentials",
  "deviceAuthorization",
  "implicit",
  "password",
] as const;

export interface OAuth2Flow {
  readonly grant: (typeof oauth2Grants)[number];
  readonly authorizationUrl?: string | undefined;
  readonly deviceAuthorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly refreshUrl?: string | undefined;
  readonly scopes: readonly string[];
}

/** Schemes that are needed together; none of them: no credential is needed. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
