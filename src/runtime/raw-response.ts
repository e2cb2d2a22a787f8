import type { Bytes } from "./bytes.js";
import { parseJson } from "./json.js";
import { UnreadBody } from "./unread-body.js";

/** What `raw()` gives: whatever the server answered, its body unread. It can be read once. */
export class RawResponse extends UnreadBody {
  /** True for 2xx. */
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** The body in chunks. */
  get body(): ReadableStream<Bytes> {
    return this.stream();
  }

  /** The parsed body. It is not validated. @throws ResponseParseError if it is no JSON */
  async json(): Promise<unknown> {
    const text = await this.text();
    return this.located(() => parseJson(text, { status: this.status, contentType: this.contentType }));
  }
}
