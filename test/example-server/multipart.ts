// RFC 7578, multipart/form-data: https://www.rfc-editor.org/rfc/rfc7578
import { badRequest } from "./problem.js";

export interface PartHeaders {
  readonly name: string;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
}

/** Takes the bytes of one part as they come. */
export interface PartSink {
  write(chunk: Buffer): Promise<void> | void;
  end(): Promise<void> | void;
}

/** The boundary of a multipart content type. */
export function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw badRequest("The boundary of the multipart body is missing.");
  return boundary;
}

/** No part may have more header bytes than this. */
const maxHeaderBytes = 16_384;

/** Reads a multipart body in constant memory: each part goes to the sink that `open` gives for it. */
export async function readMultipart(
  chunks: AsyncIterable<Buffer>,
  boundary: string,
  open: (headers: PartHeaders) => PartSink,
): Promise<void> {
  const reader = new DelimitedReader(chunks);
  try {
    await readParts(reader, { boundary, open });
  } finally {
    await reader.close();
  }
}

interface Reading {
  readonly boundary: string;
  readonly open: (headers: PartHeaders) => PartSink;
}

async function readParts(reader: DelimitedReader, { boundary, open }: Reading): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first boundary has no line break before it.
  reader.prepend(Buffer.from("\r\n"));
  await reader.readUntil(delimiter, ignore);
  while (!(await reader.startsWith("--"))) {
    const headers = await readHeaders(reader);
    const sink = open(headers);
    await reader.readUntil(delimiter, (chunk) => sink.write(chunk));
    await sink.end();
  }
  await reader.drain();
}

function ignore(): void {
  // The preamble says nothing (RFC 2046, 5.1.1).
}

async function readHeaders(reader: DelimitedReader): Promise<PartHeaders> {
  let text = "";
  await reader.readUntil(Buffer.from("\r\n\r\n"), (chunk) => {
    text += chunk.toString("utf8");
    if (text.length > maxHeaderBytes) throw badRequest("The headers of a part are too long.");
  });
  const disposition = headerOf(text, "content-disposition") ?? "";
  const name = attributeOf(disposition, "name");
  if (name === undefined) throw badRequest("A part of the multipart body has no name.");
  return { name, filename: attributeOf(disposition, "filename"), contentType: headerOf(text, "content-type") };
}

function headerOf(text: string, name: string): string | undefined {
  const line = text.split("\r\n").find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** Browsers and Node write a quote as `%22` and line breaks as `%0D%0A` (WHATWG HTML, multipart/form-data). */
function attributeOf(disposition: string, name: string): string | undefined {
  const value = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(disposition)?.[1];
  return value?.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}

/** Reads up to a delimiter, wherever the chunks happen to end. */
class DelimitedReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  prepend(bytes: Buffer): void {
    this.#buffer = Buffer.concat([bytes, this.#buffer]);
  }

  async readUntil(delimiter: Buffer, write: (chunk: Buffer) => Promise<void> | void): Promise<void> {
    for (;;) {
      const index = this.#buffer.indexOf(delimiter);
      if (index >= 0) {
        if (index > 0) await write(this.#buffer.subarray(0, index));
        this.#buffer = this.#buffer.subarray(index + delimiter.length);
        return;
      }
      // The last bytes may be the beginning of the delimiter.
      const safe = this.#buffer.length - delimiter.length + 1;
      if (safe > 0) {
        await write(this.#buffer.subarray(0, safe));
        this.#buffer = this.#buffer.subarray(safe);
      }
      await this.#fill();
    }
  }

  async startsWith(text: string): Promise<boolean> {
    while (this.#buffer.length < text.length) await this.#fill();
    return this.#buffer.toString("latin1", 0, text.length) === text;
  }

  /** Reads the rest, so that the connection can be used again. */
  async drain(): Promise<void> {
    while ((await this.#source.next()).done !== true);
  }

  /** Lets go of the source, read to its end or not. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #fill(): Promise<void> {
    const next = await this.#source.next();
    if (next.done === true) throw badRequest("The multipart body ends too early.");
    this.#buffer = Buffer.concat([this.#buffer, next.value]);
  }
}
