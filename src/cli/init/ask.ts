/** Questions to whoever sits at the terminal. Undefined: they have left. */
export interface Ask {
  choose(question: string, options: readonly string[]): Promise<string | undefined>;
  /** `initial` is what stands there already; `example` only shows what is meant. */
  text(
    question: string,
    shown: { readonly initial: string } | { readonly example: string },
  ): Promise<string | undefined>;
  /** Whoever only presses Enter says no. */
  confirm(question: string): Promise<boolean | undefined>;
}

/** By @clack/prompts, which is loaded only here. */
export async function askAtTerminal(): Promise<Ask> {
  const { select, text, confirm, isCancel } = await import("@clack/prompts");
  return {
    async choose(message, options) {
      const answer = await select({ message, options: options.map((value) => ({ value, label: value })) });
      return isCancel(answer) ? undefined : answer;
    },
    async text(message, shown) {
      const validate = (answer: string | undefined) =>
        answer?.trim() ? undefined : "Say something, or leave with Ctrl+C";
      const settings = "initial" in shown ? { initialValue: shown.initial } : { placeholder: shown.example };
      const answer = await text({ message, validate, ...settings });
      return isCancel(answer) ? undefined : answer;
    },
    async confirm(message) {
      const answer = await confirm({ message, initialValue: false });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
