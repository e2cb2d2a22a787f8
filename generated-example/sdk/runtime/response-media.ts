// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { BodyKind, ResponseDescriptor, ResponseMediaDescriptor } from "./contract.js";
import { essenceOf, familyOf, findMedia, type MediaFamily } from "./media-type.js";

/** How the body of a response is to be read. */
export interface ChosenMedia {
  readonly kind: BodyKind;
  readonly media: ResponseMediaDescriptor;
  /** As the server sent it. */
  readonly contentType: string | undefined;
}

const kinds: Readonly<Record<MediaFamily, BodyKind>> = {
  json: "json",
  events: "events",
  lines: "lines",
  form: "text",
  text: "text",
  multipart: "binary",
  binary: "binary",
};

/** Servers send few different content types; a hostile one must not fill the memory. */
const maxChoices = 32;

const choices = /* @__PURE__ */ new WeakMap<ResponseDescriptor, Map<string | undefined, ChosenMedia>>();

/** Undefined where the document declares no body. The choice is worked out once for each content type. */
export function chooseMedia(
  descriptor: ResponseDescriptor | undefined,
  contentType: string | undefined,
): ChosenMedia | undefined {
  if (descriptor?.content === undefined) return undefined;
  let known = choices.get(descriptor);
  if (known === undefined) {
    known = new Map();
    choices.set(descriptor, known);
  }
  let chosen = known.get(contentType);
  if (chosen === undefined) {
    chosen = choose(descriptor.content, contentType);
    if (chosen !== undefined && known.size < maxChoices) known.set(contentType, chosen);
  }
  return chosen;
}

/** A content type that is missing, or that the document doesn't know, is taken for the first one that it does. */
function choose(
  content: Readonly<Record<string, ResponseMediaDescriptor>>,
  contentType: string | undefined,
): ChosenMedia | undefined {
  const keys = Object.keys(content);
  const matched = contentType === undefined ? undefined : findMedia(keys, contentType);
  const key = matched ?? keys[0];
  const media = key === undefined ? undefined : content[key];
  if (key === undefined || media === undefined) return undefined;
  return { kind: kindOf(media, key, matched === undefined ? undefined : contentType), media, contentType };
}

/** A range says nothing of the bytes, the header does. */
function kindOf(media: ResponseMediaDescriptor, key: string, contentType: string | undefined): BodyKind {
  if (!key.includes("*") || contentType === undefined) return media.kind ?? kindOfType(key);
  const actual = kindOfType(contentType);
  // `*/*` is written where JSON is meant; a text is still a text.
  return actual === "text" ? actual : (media.kind ?? actual);
}

function kindOfType(mediaType: string): BodyKind {
  return kinds[familyOf(essenceOf(mediaType))];
}
