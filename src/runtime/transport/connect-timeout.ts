/** No connection within the limit. undici may tell it to several requests: each of them makes an error of its own of it. */
export class ConnectTimeout extends Error {
  readonly code = "UND_ERR_CONNECT_TIMEOUT";
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`No connection was made within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}
