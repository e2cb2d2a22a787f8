// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** A value, or a function that is called for every attempt of every request. */
export type CredentialSource<Value> = Value | (() => Value | Promise<Value>);

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

/** An access token. */
export type OAuth2Credential = CredentialSource<string>;

/** Whatever the schemes of a document may need. */
export type Credential = ApiKeyCredential | BasicCredential | BearerCredential | OAuth2Credential;
