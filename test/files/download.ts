import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Inkwell } from "../../generated-example/sdk/index.js";
import { faultHeader, mediaId } from "../example-server/start.js";
import { hashOfFile, hashOfGenerated, measured, megabyte, printer, type Row } from "./measure.js";

export interface DownloadInput {
  readonly folder: string;
  readonly bytes: number;
  /** Each connection is reset after this share of the file. */
  readonly cutAfter?: number;
  readonly isQuiet: boolean;
}

/** A file that the server makes as it sends it. */
export async function download(inkwell: Inkwell, input: DownloadInput): Promise<Row> {
  const { folder, bytes, cutAfter, isQuiet } = input;
  const path = join(folder, "download.bin");
  const what = `download of ${bytes / megabyte} MB${cutAfter === undefined ? "" : `, cut every ${cutAfter * 100} %`}`;
  const requests: number[] = [];
  const fault =
    cutAfter === undefined ? {} : { [faultHeader]: JSON.stringify({ kind: "reset-body", after: bytes * cutAfter }) };
  const figures = await measured(async () => {
    const options = { query: { size: bytes }, headers: fault, hooks: { onRequest: () => void requests.push(1) } };
    const file = await inkwell.media.download({ mediaId: mediaId(1) }, options);
    await file.saveTo(path, { onProgress: printer(what, isQuiet) });
  });
  const isRight = (await stat(path)).size === bytes && (await hashOfFile(path)) === hashOfGenerated(bytes);
  return { what, bytes, ...figures, requests: requests.length, isRight };
}
