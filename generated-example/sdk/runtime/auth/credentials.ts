// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ApiRequest } from "../request.js";
import type { OAuth2Grant, OAuth2Grants } from "./oauth2-credentials.js";

/**
 * A value, or a function that is called for every attempt of every request. For a scheme of one's own (a signature over
 * the request, say) it gives the request as it is to be sent, instead of a value.
 */
export type CredentialSource<Value> =
  | Value
  | ((request: ApiRequest) => Value | ApiRequest | Promise<Value | ApiRequest>);

/** The key itself. */
export type ApiKeyCredential = CredentialSource<string>;

/** RFC 7617. */
export type BasicCredential = CredentialSource<BasicLogin>;

export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

/** RFC 6750: the token without `Bearer`. */
export type BearerCredential = CredentialSource<string>;

/** A ready access token, or what is needed to get one, for the grants that the document declares. */
export type OAuth2Credential<Grant extends OAuth2Grant = OAuth2Grant> = CredentialSource<string> | OAuth2Grants[Grant];

/** Whatever the schemes of a document may need. */
export type Credential = ApiKeyCredential | BasicCredential | BearerCredential | OAuth2Credential;
