/** What a change asks of those who use the SDK: a mend of their code, nothing, or only another look at the docs. */
export type Impact = "breaking" | "additive" | "docs";

/** One difference between two versions of an SDK's public surface. */
export interface Change {
  readonly impact: Impact;
  /** The area: what a reader looks for first. */
  readonly area: "client" | "operation" | "model" | "error" | "webhook";
  /** `pets.list`, `Pet`, `NotFoundProblem`. */
  readonly subject: string;
  /** A sentence without its subject: "the parameter `limit` is now required". */
  readonly message: string;
}

/** Collects the changes of one subject. */
export class ChangeLog {
  readonly #changes: Change[] = [];

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** A log that writes into this one, for one subject. */
  about(area: Change["area"], subject: string): Reporter {
    return (impact, message) => {
      this.#changes.push({ impact, area, subject, message });
    };
  }
}

export type Reporter = (impact: Impact, message: string) => void;
