import type { RequestBodyDescriptor } from "../contract.js";
import { propertyOf } from "../error-message.js";
import { findMedia } from "../media-type.js";
import { asIs } from "../middleware.js";
import { isBodySource, type SerializedBody, type TransportBody } from "../request-body.js";
import { requestProblem } from "../request-problem.js";
import { sendOpened } from "../send-opened.js";
import { serializeBody } from "../serialize/body.js";
import { sourceOf } from "../serialize/content.js";
import { toFetchBody } from "../transport/fetch-request.js";
import type { Transport } from "../transport/transport.js";
import { type ClientFeature, places } from "./feature.js";
import { isJson } from "./is-json.js";
import { limited } from "./limits.js";
import { missingFeature } from "./missing-feature.js";

/** Writes JSON bodies, and those that are given as text. */
export function withJson(): ClientFeature {
  return {
    encode: encoder((mediaType, _declared, value) => {
      if (typeof value === "string" && !isJson.test(mediaType)) return { body: value, contentType: mediaType };
      if (!isJson.test(mediaType)) throw missingFeature(`A body of ${mediaType}`, "Bodies");
      return { body: stringify(value), contentType: mediaType };
    }),
  };
}

type Write = (mediaType: string, declared: RequestBodyDescriptor, value: unknown) => SerializedBody;

/** The media type is the caller's choice, or the first one of the document. */
function encoder(write: Write): NonNullable<ClientFeature["encode"]> {
  return ({ body: declared = { content: {} } }, params, headers) => {
    const mediaType = String(propertyOf(params, "contentType") ?? Object.keys(declared.content)[0]);
    const { body, contentType } = write(mediaType, declared, params["body"]);
    headers["content-type"] = contentType;
    return body;
  };
}

function stringify(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (error) {
    // A cycle; or a bigint, which `withBodies` can write.
    throw requestProblem("body", `can't be sent as JSON by \`withJson()\`: ${String(error)}`, error);
  }
  throw requestProblem("body", `a ${typeof value} can't be sent as JSON`);
}

/** Writes bodies of every media type: JSON, forms, files, streams; and tells `onProgress` of them. */
export function withBodies(): ClientFeature {
  return {
    serves: "onProgress",
    place: places.bodies,
    encode: encoder(encodeAny),
    middleware: () => (request, next, receive) => {
      const { body, call } = request;
      const isOpened = isBodySource(body) || (call.onProgress !== undefined && body !== undefined);
      if (!isOpened) return next(request, receive);
      const transport: Pick<Transport, "send"> = {
        send: async ({ headers, body: chunks }) => {
          const sent = chunks === undefined ? undefined : (await toFetchBody(chunks)).body;
          return next({ ...request, headers: { ...headers }, body: sent as TransportBody | undefined }, asIs);
        },
      };
      return sendOpened(transport, request, isBodySource(body) ? body : sourceOf(body)).then(receive);
    },
    prepare: (call) => ({
      ...limited(call),
      onProgress: call.options.onProgress,
      redirects: call.redirects ?? { max: 0, origins: undefined, isGiven: false },
    }),
  };
}

function encodeAny(mediaType: string, { content }: RequestBodyDescriptor, value: unknown): SerializedBody {
  const types = Object.keys(content);
  const key = findMedia(types, mediaType);
  if (key === undefined) throw requestProblem("contentType", `"${mediaType}" is not one of ${types.join(", ")}`);
  return serializeBody(mediaType, content[key] ?? {}, value);
}
