/** RFC 8878 3.1 Frames, https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */

const frameMagic = 0xfd2fb528;
/** The last four bits are the writer's own. */
const skippableMagic = 0x184d2a50;

/**
 * Passes the chunks on, and fails where they end within a frame: Node.js takes what is cut short for a whole body.
 * @throws Error with the code that zlib has for it
 */
export async function* wholeZstdFrames(
  source: AsyncGenerator<Uint8Array, void, void>,
): AsyncGenerator<Uint8Array, void, void> {
  const frames = new ZstdFrames();
  for await (const chunk of source) {
    frames.push(chunk);
    yield chunk;
  }
  if (!frames.isWhole) throw Object.assign(new Error("unexpected end of zstd frame"), { code: "Z_BUF_ERROR" });
}

/** What the next bytes are: a magic number, the length of a skippable frame, a frame's header, a block's header. */
type ZstdPart = "magic" | "length" | "frame" | "block" | "unknown";

/** Goes from header to header; what stands between them is the decoder's. */
class ZstdFrames {
  #part: ZstdPart = "magic";
  /** The bytes of a header so far, and how many it has. */
  #header: number[] = [];
  #length = 4;
  #skip = 0;
  #hasChecksum = false;

  /** Also of what is no frame at all: the decoder finds that out by itself. */
  get isWhole(): boolean {
    return this.#part === "unknown" || (this.#part === "magic" && this.#header.length === 0 && this.#skip === 0);
  }

  push(chunk: Uint8Array): void {
    let position = 0;
    while (position < chunk.byteLength && this.#part !== "unknown") {
      const skipped = Math.min(this.#skip, chunk.byteLength - position);
      this.#skip -= skipped;
      position += skipped;
      const byte = chunk[position];
      if (byte === undefined) return;
      position += 1;
      this.#header.push(byte);
      if (this.#header.length === this.#length) this.#read(littleEndian(this.#header));
    }
  }

  #read(value: number): void {
    if (this.#part === "magic") this.#readMagic(value);
    else if (this.#part === "length") this.#expect("magic", 4, value);
    else if (this.#part === "frame") this.#readFrame(value);
    else this.#readBlock(value);
  }

  #readMagic(value: number): void {
    if (value === frameMagic) this.#expect("frame", 1, 0);
    else if (value - (value % 16) === skippableMagic) this.#expect("length", 4, 0);
    else this.#expect("unknown", 0, 0);
  }

  /** 3.1.1.1: the descriptor tells how long the rest of the header is. */
  #readFrame(descriptor: number): void {
    const isSingleSegment = (descriptor & 0b10_0000) !== 0;
    const sizeFlag = descriptor >> 6;
    const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 0b11] ?? 0;
    this.#hasChecksum = (descriptor & 0b100) !== 0;
    this.#expect("block", 3, Number(!isSingleSegment) + dictionaryBytes + sizeBytes);
  }

  /** 3.1.1.2: a run of one byte has a size, and is one byte. */
  #readBlock(value: number): void {
    const isRun = ((value >> 1) & 0b11) === 1;
    const size = isRun ? 1 : value >> 3;
    if ((value & 1) === 0) this.#expect("block", 3, size);
    else this.#expect("magic", 4, size + (this.#hasChecksum ? 4 : 0));
  }

  #expect(part: ZstdPart, length: number, skip: number): void {
    this.#part = part;
    this.#header = [];
    this.#length = length;
    this.#skip = skip;
  }
}

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
