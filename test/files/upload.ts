import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileFrom, type Inkwell } from "../../generated-example/sdk/index.js";
import { generatedBytes } from "../example-server/start.js";
import { hashOfGenerated, measured, megabyte, printer, type Row } from "./measure.js";

export interface UploadInput {
  readonly folder: string;
  readonly bytes: number;
  readonly isQuiet: boolean;
}

/** A file of the disk as a part of a multipart body. */
export async function upload(inkwell: Inkwell, { folder, bytes, isQuiet }: UploadInput): Promise<Row> {
  const path = join(folder, "upload.bin");
  await writeGenerated(path, bytes);
  const what = `multipart upload of ${bytes / megabyte} MB`;
  const requests: number[] = [];
  let sha256: string | undefined;
  const figures = await measured(async () => {
    const body = { file: fileFrom(path, { contentType: "video/mp4" }), alt: "A film", metadata: { a: "b" } };
    const hooks = { onRequest: () => void requests.push(1) };
    const media = await inkwell.media.upload({ body }, { onProgress: printer(what, isQuiet), hooks, timeout: 600_000 });
    sha256 = media.sha256;
  });
  return { what, bytes, ...figures, requests: requests.length, isRight: sha256 === hashOfGenerated(bytes) };
}

async function writeGenerated(path: string, bytes: number): Promise<void> {
  const file = await open(path, "w");
  for (const chunk of generatedBytes(0, bytes)) await file.write(chunk);
  await file.close();
}
