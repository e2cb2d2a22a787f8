import { expect, test } from "vitest";
import { boundaryOf, type PartHeaders, readMultipart } from "../../example-server/multipart.js";

interface Part extends PartHeaders {
  readonly text: string;
}

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

async function read(text: string, size: number): Promise<readonly Part[]> {
  const parts: Part[] = [];
  await readMultipart(pieces(text, size), "b", (headers) => {
    const chunks: Buffer[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      end: () => void parts.push({ ...headers, text: Buffer.concat(chunks).toString() }),
    };
  });
  return parts;
}

const body = [
  "a preamble that says nothing\r\n--b\r\n",
  'Content-Disposition: form-data; name="file"; filename="n%22.txt"\r\ncontent-type: text/plain\r\n\r\n',
  "--b is no boundary here\r\n--a neither\r\n\r\n",
  '\r\n--b\r\nContent-Disposition: form-data; name="empty"\r\n\r\n',
  "\r\n--b--\r\nan epilogue",
].join("");

// A delimiter may be cut anywhere.
test.each([1, 2, 3, 5, 7, 16, 1000])("parts are found in pieces of %i bytes", async (size) => {
  expect(await read(body, size)).toEqual([
    {
      name: "file",
      filename: 'n".txt',
      contentType: "text/plain",
      text: "--b is no boundary here\r\n--a neither\r\n\r\n",
    },
    { name: "empty", filename: undefined, contentType: undefined, text: "" },
  ]);
});

test("there may be no part at all", async () => {
  expect(await read("--b--\r\n", 4)).toEqual([]);
});

test.each(["", "--b", "--b\r\nContent-Disposition: form-data; name=x", body.slice(0, -30)])(
  "a body that ends too early is refused: %j",
  async (text) => {
    await expect(read(text, 10)).rejects.toThrow("ends too early");
  },
);

test.each([
  ["multipart/form-data; boundary=abc", "abc"],
  ['multipart/form-data; charset=x; Boundary="a b;c"', "a b;c"],
])("the boundary of %s", (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary);
});
