import type { Response, ResponseMedia } from "./operation.js";

/** How an operation streams. */
export interface OperationStream {
  readonly kind: "events" | "lines";
  /** The first media type that streams: all others of its kind are read in the same way. */
  readonly media: ResponseMedia;
  /** False where it can also answer at once. */
  readonly isOnly: boolean;
}

/** Undefined where no result is a stream. */
export function streamOf(responses: readonly Response[]): OperationStream | undefined {
  if (!responses.some(({ media }) => media.some(isStream))) return undefined;
  const all = results(responses).flatMap(({ media }) => media);
  const media = all.find(isStream);
  if (!media) return undefined;
  return { kind: media.kind === "lines" ? "lines" : "events", media, isOnly: all.every(isStream) };
}

/** The responses that are not errors, without what streams. */
export function wholeResults(responses: readonly Response[]): readonly Response[] {
  return results(responses).flatMap((response) => {
    if (!response.media.some(isStream)) return [response];
    const media = response.media.filter((entry) => !isStream(entry));
    return media.length === 0 && response.media.length > 0 ? [] : [{ ...response, media }];
  });
}

function results(responses: readonly Response[]): readonly Response[] {
  return responses.filter(({ isError, status }) => !isError && !/^[13]/.test(status));
}

function isStream({ kind }: ResponseMedia): boolean {
  return kind === "events" || kind === "lines";
}

/** The types of whatever a medium holds. */
export function mediaSchemas({
  schema,
  itemSchema,
  events,
}: Partial<ResponseMedia>): readonly NonNullable<typeof schema>[] {
  const named = events?.named.map((event) => event.schema) ?? [];
  return [schema, itemSchema, ...named].filter((found) => found !== undefined);
}
