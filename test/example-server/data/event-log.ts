import { threadOf } from "./comments.js";
import { eventId } from "./ids.js";
import type { ApiEvent, CommentRecord, MediaRecord, Post } from "./records.js";
import { summaryOf } from "./records.js";
import { pick, seededTime } from "./seed.js";

export interface LoggedEvent {
  readonly id: string;
  readonly event: ApiEvent;
}

/** What happened, in order: computed events first, then those of this run. */
export class EventLog {
  readonly #seeded: number;
  readonly #compute: (number: number) => ApiEvent;
  readonly #happened: ApiEvent[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(seeded: number, compute: (number: number) => ApiEvent) {
    this.#seeded = seeded;
    this.#compute = compute;
  }

  get length(): number {
    return this.#seeded + this.#happened.length;
  }

  /** How many are listening right now. */
  get listeners(): number {
    return this.#waiting.size;
  }

  /** Adds an event and wakes everyone who listens. */
  publish(event: ApiEvent): void {
    this.#happened.push(event);
    const woken = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of woken) wake();
  }

  /** The event with a number, counted from 1. */
  at(number: number): LoggedEvent | undefined {
    if (number < 1 || number > this.length) return undefined;
    const event = number <= this.#seeded ? this.#compute(number) : this.#happened[number - this.#seeded - 1];
    return event === undefined ? undefined : { id: eventId(number), event };
  }

  /** Resolves when something happens, or when the signal says that nobody cares any more. */
  async next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener("abort", wake);
        this.#waiting.delete(wake);
        resolve();
      };
      signal.addEventListener("abort", wake);
      this.#waiting.add(wake);
    });
  }
}

interface Subjects {
  readonly posts: readonly Post[];
  readonly comments: readonly CommentRecord[];
  readonly media: readonly MediaRecord[];
}

/** A log that begins with `seeded` events about the seeded records. */
export function eventLogOf(seeded: number, { posts, comments, media }: Subjects): EventLog {
  const published = posts.filter((post) => post.status === "published");
  const kinds: readonly ((number: number, at: string) => ApiEvent)[] = [
    (number, at) => ({ type: "post.published", at, post: summaryOf(pick(published, number)) }),
    (number, at) => ({ type: "comment.created", at, comment: threadOf(pick(comments, number), []) }),
    (number, at) => ({ type: "media.uploaded", at, media: pick(media, number).media }),
  ];
  return new EventLog(seeded, (number) => pick(kinds, number)(number, seededTime(2600 + number)));
}
