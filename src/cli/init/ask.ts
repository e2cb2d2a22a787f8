/** Questions to whoever sits at the terminal. Undefined: they have left. */
export interface Ask {
  choose(question: string, options: readonly string[]): Promise<string | undefined>;
  text(question: string, initial: string): Promise<string | undefined>;
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
    async text(message, initial) {
      const answer = await text({ message, initialValue: initial });
      return isCancel(answer) ? undefined : answer;
    },
    async confirm(message) {
      const answer = await confirm({ message });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
