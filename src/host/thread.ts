import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parentPort, Worker } from "node:worker_threads";

/** A module of ours that answers messages in a thread of its own. */
export interface Thread<Question, Answer> {
  /** The answer, or why there is none: resolved and not rejected, since nobody may be waiting yet. */
  ask(question: Question): Promise<Answer | Error>;
  /** Keeps the program running until it is called off; without it, a program ends with questions open. */
  hold(): () => void;
  /** It has ended, or broken down, and answers no more. */
  readonly isOver: boolean;
  end(): void;
}

/**
 * Undefined where there is no such file (sdkwright runs from its sources then, or bundled into something else), and where
 * there may be no threads.
 *
 * @param file as it is built, relative to `dist/`
 */
export function startThread<Question, Answer>(file: string): Thread<Question, Answer> | undefined {
  // From `dist/host/` and, bundled, from `dist/cli/` alike.
  const url = new URL(`../${file}`, import.meta.url);
  if (url.protocol !== "file:" || !existsSync(fileURLToPath(url))) return undefined;
  try {
    return new AskedThread(url);
  } catch {
    // Node.js with `--permission` may not allow threads.
    return undefined;
  }
}

/** What the module of a thread calls: each question is answered before the next is looked at. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Answer): void {
  const port = parentPort;
  if (!port) throw new Error("this module runs in a thread");
  port.on("message", (question: Question) => port.postMessage(answer(question)));
}

class AskedThread<Question, Answer> implements Thread<Question, Answer> {
  readonly #worker: Worker;
  /** In the order of the questions, which is that of the answers. */
  readonly #waiting: ((answer: Answer | Error) => void)[] = [];
  #broken: Error | undefined;
  #holders = 0;

  constructor(url: URL) {
    // The flags of the program (`--input-type`, loaders) are not for this file.
    this.#worker = new Worker(url, { execArgv: [] });
    this.#worker.on("message", (answer: Answer) => this.#waiting.shift()?.(answer));
    this.#worker.on("messageerror", (error) => this.#break(error));
    this.#worker.on("error", (error) => this.#break(error));
    this.#worker.on("exit", (code) => this.#break(new Error(`a thread ended by itself, with ${code}`)));
    this.#worker.unref();
  }

  ask(question: Question): Promise<Answer | Error> {
    return new Promise((resolve) => {
      if (this.#broken) return resolve(this.#broken);
      this.#waiting.push(resolve);
      this.#worker.postMessage(question);
    });
  }

  hold(): () => void {
    this.#holders += 1;
    this.#worker.ref();
    return () => {
      this.#holders -= 1;
      if (this.#holders === 0) this.#worker.unref();
    };
  }

  get isOver(): boolean {
    return this.#broken !== undefined;
  }

  end(): void {
    this.#break(new Error("the thread was ended"));
    void this.#worker.terminate();
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const resolve of this.#waiting.splice(0)) resolve(this.#broken);
  }
}
