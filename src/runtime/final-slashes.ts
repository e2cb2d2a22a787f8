/** A text without the slashes at its end. `/\/+$/` takes time in the square of a run of slashes that stands elsewhere. */
export function withoutFinalSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === "/") end -= 1;
  return text.slice(0, end);
}
