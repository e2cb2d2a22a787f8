/** RFC 9110, 15 and the IANA registry of status codes: how a class for a status is called. */

/** Statuses with a class of their own in the runtime: its name less `Error`. */
const classes: Readonly<Record<string, string>> = {
  "400": "BadRequest",
  "401": "Authentication",
  "403": "Authorization",
  "404": "NotFound",
  "409": "Conflict",
  "422": "UnprocessableEntity",
  "429": "RateLimit",
};

const words: Readonly<Record<string, string>> = {
  ...classes,
  "200": "Ok",
  "201": "Created",
  "202": "Accepted",
  "203": "NonAuthoritative",
  "204": "NoContent",
  "205": "ResetContent",
  "206": "PartialContent",
  "207": "MultiStatus",
  "2XX": "Success",
  "300": "MultipleChoices",
  "301": "MovedPermanently",
  "302": "Found",
  "303": "SeeOther",
  "304": "NotModified",
  "307": "TemporaryRedirect",
  "308": "PermanentRedirect",
  "3XX": "Redirect",
  "402": "PaymentRequired",
  "405": "MethodNotAllowed",
  "406": "NotAcceptable",
  "407": "ProxyAuthentication",
  "408": "RequestTimeout",
  "410": "Gone",
  "411": "LengthRequired",
  "412": "PreconditionFailed",
  "413": "ContentTooLarge",
  "414": "UriTooLong",
  "415": "UnsupportedMediaType",
  "416": "RangeNotSatisfiable",
  "417": "ExpectationFailed",
  "421": "MisdirectedRequest",
  "423": "Locked",
  "424": "FailedDependency",
  "425": "TooEarly",
  "426": "UpgradeRequired",
  "428": "PreconditionRequired",
  "431": "HeadersTooLarge",
  "451": "LegallyUnavailable",
  "500": "InternalServer",
  "501": "NotImplemented",
  "502": "BadGateway",
  "503": "ServiceUnavailable",
  "504": "GatewayTimeout",
  "4XX": "Client",
  "5XX": "Server",
  default: "Unexpected",
};

/** `NotFound` for 404, `Client` for 4XX, `Unexpected` for default, `Status499` for what nobody has named. */
export function statusWords(status: string): string {
  return words[status] ?? `Status${status}`;
}

/** The runtime's class for a status: what a declared error extends. */
export function statusClass(status: string): string {
  const own = classes[status];
  if (own !== undefined) return `${own}Error`;
  return status.startsWith("5") ? "ServerError" : "ApiError";
}
