const textAndNumber = "an allOf asks for a text that is a number";
const userAndNull = "the author that an advisory requires is a user by its allOf and null by its type";
const textsAlone =
  "the base that it extends says that every other property is a text, and it requires one that is none";
const successAndFailure =
  "an allOf makes the body of an error out of that of the success and that of a failure: `success` or `result` would be both";
const listAndObject = "an allOf asks for a `result` that is a list and an object";
const twoCharacters = "minLength is 3, and the pattern's (?!..) admits no more than two characters";

/** Schemas of the corpus that accept no value at all, and why: `<document>/<schema>`. */
const reasons: Readonly<Record<string, string>> = {
  "readme-schema-types/QuirksEntirelyIncompatibleAllOfRequest": textAndNumber,
  "readme-schema-types/QuirksPartiallyUsableIncompatibleAllOfRequest": textAndNumber,
  "hey-full-31/AdditionalPropertiesUnknownIssue3": "an allOf asks for a text that is an object",
  "hey-full-31/CompositionWithOneOfAndProperties": "both variants refuse the properties that are required beside them",
  "hey-full-31/ModelWithAnyOfConstantSizeArrayAndIntersect": "two items are asked for, each a text that is a number",
  "circular-slowdowns/TalentBenefitEnrollment": "a member of its allOf refuses what another one requires",
  "datadog-v2/EntityV3APISpecInterface":
    "it refuses every property, and an object without any fits both of its variants",
  "github-webhooks/RepositoryAdvisory": userAndNull,
  "github-webhooks/WebhookRepositoryAdvisoryPublished": userAndNull,
  "github-webhooks/WebhookRepositoryAdvisoryReported": userAndNull,
  "linode/FirewallLabel": twoCharacters,
  "linode/CreateFirewallsRequest": `its label is required: ${twoCharacters}`,
  "linode/LinodeLabel": twoCharacters,
};

/** Of commercetools; each of them is there twice, with `GraphQL` before its name. */
const errorsOfTexts: readonly string[] = [
  "AssociateMissingPermissionError",
  "BulkOperationMaxItemsExceededError",
  "CountryNotConfiguredInStoreError",
  "DuplicateAttributeValueError",
  "DuplicateAttributeValuesError",
  "DuplicateEnumValuesError",
  "DuplicateFieldError",
  "DuplicateFieldWithConflictingResourceError",
  "DuplicatePriceKeyError",
  "DuplicatePriceScopeError",
  "DuplicateStandalonePriceScopeError",
  "DuplicateVariantValuesError",
  "EditPreviewFailedError",
  "ExtensionBadResponseError",
  "ExtensionPredicateEvaluationFailedError",
  "ExtensionUpdateActionsFailedError",
  "InvalidFieldError",
  "LineItemQuantityAboveLimitError",
  "LineItemQuantityBelowLimitError",
  "MatchingPriceNotFoundError",
  "OutOfStockError",
  "OverlappingStandalonePriceValidityError",
  "PriceChangedError",
  "ProductAssignmentMissingError",
  "ProductPresentWithDifferentVariantSelectionError",
  "RecurringOrderFailureError",
  "StoreCartDiscountsLimitReachedError",
];

/** Of cloudflare: an allOf whose members say of the same `result` that it is a list and that it is an object. */
const listsThatAreObjects: readonly string[] = [
  "AccountLoadBalancerSearchSearchResourcesResponse",
  "ListsBulkOperationResponseCollection",
  "ListsListDeleteResponseCollection",
  "ListsListResponseCollection",
  "ListsListsAsyncResponse",
  "QueueV2CreateQueueConsumerResponse",
  "QueueV2CreateQueueResponse",
  "QueueV2QueueDetailsResponse",
  "QueueV2UpdateQueueConsumerResponse",
  "QueueV2UpdateQueueResponse",
  "R2ListBucketsResponse",
];

/** Undefined where a fixture must be made. */
export function reasonFor(document: string, schema: string): string | undefined {
  if (document === "cloudflare" && /(?:Client|Server)Body$/.test(schema)) return successAndFailure;
  if (document === "cloudflare" && listsThatAreObjects.includes(schema)) return listAndObject;
  if (document === "commercetools" && errorsOfTexts.includes(schema.replace(/^GraphQL/, ""))) return textsAlone;
  return reasons[`${document}/${schema}`];
}
