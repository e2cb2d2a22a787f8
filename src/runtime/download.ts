import { ConnectionError } from "./errors/connection-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { type OnProgress, ProgressMeter } from "./progress.js";
import { rangeRequest, resumedAt } from "./resume.js";
import type { PartialFile } from "./save.js";
import { UnreadBody } from "./unread-body.js";

export interface DownloadOptions {
  readonly onProgress: OnProgress | undefined;
  /** How often an interrupted download goes on. */
  readonly maxResumes: number;
}

/** The longest pause before a download goes on, in milliseconds. */
const maxPauseMs = 8_000;
const firstPauseMs = 500;

/**
 * Writes a body to a file, over as many connections as it takes.
 * @returns how many bytes it has
 */
export async function download(first: UnreadBody, file: PartialFile, options: DownloadOptions): Promise<number> {
  const { call } = UnreadBody.insides(first);
  const state = new DownloadState(first, options.onProgress);
  let inVain = 0;
  let interruption: Error | undefined;
  for (let resumes = 0; ; resumes += 1) {
    const before = state.bytes;
    try {
      if (interruption !== undefined) await state.goOn(interruption);
      await state.readInto(file);
      return state.bytes;
    } catch (error) {
      if (resumes >= options.maxResumes || state.isOver || !isInterruption(error) || !mayAskAgain(first)) throw error;
      interruption = error;
      inVain = state.bytes > before ? 0 : inVain + 1;
      await pause(inVain, call.signal);
    }
  }
}

/** The connection's end, whichever way it came; not an abort, nor the limit of the whole call. */
function isInterruption(error: unknown): error is ConnectionError | TimeoutError {
  if (error instanceof TimeoutError) return error.phase !== "total" && error.phase !== "queue";
  return error instanceof ConnectionError;
}

/** Only what changes nothing is asked for again; and a part that the caller asked for is not ours to put together. */
function mayAskAgain(first: UnreadBody): boolean {
  return UnreadBody.insides(first).call.operation.method === "GET" && first.status === 200;
}

class DownloadState {
  bytes = 0;
  /** The server has said that there is nothing more to be had. */
  isOver = false;
  readonly #first: UnreadBody;
  /** The last answer that held all of it. */
  #whole: UnreadBody;
  #body: UnreadBody;
  #totalBytes: number | undefined;
  #meter: ProgressMeter | undefined;
  readonly #onProgress: OnProgress | undefined;

  constructor(body: UnreadBody, onProgress: OnProgress | undefined) {
    this.#first = body;
    this.#whole = body;
    this.#body = body;
    this.#onProgress = onProgress;
    this.#totalBytes = body.size;
    this.#startMeter();
  }

  async readInto(file: PartialFile): Promise<void> {
    const { call, take } = UnreadBody.insides(this.#body);
    // What is there belongs to another state of the file.
    if (this.bytes === 0) await file.clear();
    const reader = take().stream().getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        await file.write(next.value, this.bytes);
        this.bytes += next.value.byteLength;
        this.#meter?.add(next.value.byteLength);
      }
      this.#checkLength();
    } finally {
      call.settle();
      // Frees the connection where writing failed; of no effect where the stream has ended.
      await reader.cancel().catch(() => undefined);
    }
  }

  /** Asks for the rest, or for all of it again where the rest can't be had or belongs to something newer. */
  async goOn(interruption: Error): Promise<void> {
    const headers = this.bytes === 0 ? undefined : rangeRequest(this.#whole.headers, this.bytes);
    const body = await askAgain(this.#first, headers ?? {});
    if (body.status === 200) {
      this.#whole = body;
      this.bytes = 0;
      this.#totalBytes = body.size;
    } else {
      const resumed = resumedAt(body, { bytes: this.bytes, totalBytes: this.#totalBytes });
      if (resumed.problem !== undefined) {
        body.discard();
        this.isOver = true;
        throw cannotGoOn(this.bytes, resumed.problem, interruption);
      }
      this.#totalBytes ??= resumed.totalBytes;
    }
    this.#body = body;
    this.#startMeter();
  }

  #startMeter(): void {
    const onProgress = this.#onProgress;
    this.#meter = onProgress === undefined ? undefined : new ProgressMeter(onProgress, this.#totalBytes, this.bytes);
  }

  #checkLength(): void {
    if (this.#totalBytes === undefined || this.#totalBytes === this.bytes) return;
    throw new ConnectionError({ message: `The body has ${this.bytes} bytes instead of ${this.#totalBytes}` });
  }
}

/** A call like the first, through all policies: with fresh credentials, and with retries of its own. */
async function askAgain(first: UnreadBody, headers: Readonly<Record<string, string>>): Promise<UnreadBody> {
  const { call } = UnreadBody.insides(first);
  const { options, timeouts } = call;
  const total = timeouts.totalIsGiven && timeouts.total > 0 ? Math.max(1, timeouts.total - call.elapsed()) : undefined;
  const timeout = typeof options.timeout === "number" ? {} : options.timeout;
  const body = await call.caller
    .call(call.operation, call.request?.params, {
      ...options,
      headers: { ...options.headers, ...headers },
      requestId: call.request?.requestId,
      timeout: total === undefined ? options.timeout : { ...timeout, total },
    })
    .raw();
  if (body instanceof UnreadBody) return body;
  throw new TypeError("a call without a body");
}

function cannotGoOn(bytes: number, problem: string, cause: Error): ConnectionError {
  return new ConnectionError({ message: `The download broke off after ${bytes} bytes, and ${problem}`, cause });
}

/** None after a connection that brought something. */
async function pause(inVain: number, signal: AbortSignal | undefined): Promise<void> {
  if (inVain === 0) return;
  const delay = Math.min(maxPauseMs, firstPauseMs * 2 ** (inVain - 1));
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delay);
    // The next request says what there is to say.
    signal?.addEventListener("abort", finish);
    if (signal?.aborted === true) finish();
  });
}
