const textAndNumber = "an allOf asks for a text that is a number";
const userAndNull = "the author that an advisory requires is a user by its allOf and null by its type";
const textsAlone =
  "the base that it extends says that every other property is a text, and it requires one that is none";
const successAndFailure =
  "an allOf makes the body of an error out of that of the success and that of a failure: `success` or `result` would be both";
const listAndNone = "an allOf asks for a `result` that is a list and, too, none";
const settingOfText = "an allOf asks for an object that is a text";
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
  "cloudflare/CloudflareD1DeleteDatabaseResponse": "an allOf asks for a `result` that is an object and null",
  "cloudflare/MagicAclSubnet": "both options of its oneOf are any text, so that each text fits both",
  "cloudflare/ZoneCacheSettingsChangeOriginPostQuantumEncryptionSettingResponse": settingOfText,
  "cloudflare/ZoneCacheSettingsChangeOriginPostQuantumEncryptionSettingClientBody": settingOfText,
  "cloudflare/ZoneCacheSettingsGetOriginPostQuantumEncryptionSettingResponse": settingOfText,
  "cloudflare/ZoneCacheSettingsGetOriginPostQuantumEncryptionSettingClientBody": settingOfText,
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
  "DuplicateFieldWithConflictingResourceError",
  "DuplicatePriceKeyError",
  "DuplicatePriceScopeError",
  "DuplicateStandalonePriceScopeError",
  "DuplicateVariantValuesError",
  "EditPreviewFailedError",
  "ExtensionBadResponseError",
  "ExtensionPredicateEvaluationFailedError",
  "ExtensionUpdateActionsFailedError",
  "LineItemQuantityAboveLimitError",
  "LineItemQuantityBelowLimitError",
  "MatchingPriceNotFoundError",
  "OutOfStockError",
  "OverlappingStandalonePriceValidityError",
  "PriceChangedError",
  "ProductAssignmentMissingError",
  "ProductPresentWithDifferentVariantSelectionError",
  "StoreCartDiscountsLimitReachedError",
];

/** Of cloudflare: an allOf whose members say of the same `result` that it is a list and that it is none. */
const listsThatAreNone: readonly string[] = [
  "AccountLoadBalancerSearchSearchResourcesResponse",
  "CloudflareD1ListDatabasesResponse",
  "CloudflareD1QueryDatabaseResponse",
  "CloudflareD1RawDatabaseQueryResponse",
  "ListsBulkOperationResponseCollection",
  "ListsItemResponseCollection",
  "ListsListDeleteResponseCollection",
  "ListsListResponseCollection",
  "ListsListsAsyncResponse",
  "MagicAclsCollectionResponse",
  "MagicAppConfigsCollectionResponse",
  "MagicLansCollectionResponse",
  "MagicSitesCollectionResponse",
  "MagicWansCollectionResponse",
  "QueueV2CreateQueueConsumerResponse",
  "QueueV2CreateQueueResponse",
  "QueueV2MessagesAckResponse",
  "QueueV2QueueDetailsResponse",
  "QueueV2UpdateQueueConsumerResponse",
  "QueueV2UpdateQueueResponse",
  "R2ListBucketsResponse",
  "TeamsDevicesDefaultDeviceSettingsResponse",
  "TeamsDevicesDeviceSettingsResponse",
  "TeamsDevicesOverrideCodesResponse",
  "VectorizeDeprecatedGetVectorsByIdResponse",
  "VectorizeGetVectorsByIdResponse",
  "Web3ContentListEntryCollectionResponse",
  "ZoneAnalyticsApiColoResponse",
];

/** Of cloudflare: the bodies of errors that are what an error is, and nothing else. Those of all other operations are both. */
const errorsAlone: readonly string[] = [
  "AsnIntelligenceGetAsnSubnetsClientBody",
  "AuditLogsGetAccountAuditLogsClientBody",
  "AuditLogsGetOrganizationAuditLogsClientBody",
  "AuditLogsGetUserAuditLogsClientBody",
  "CloudflareImagesBaseImageClientBody",
  "CustomHostnameForAZoneDeleteCustomHostnameAndAnyIssuedSslCertificatesClientBody",
  "DlpProfilesUpdateCustomProfileClientBody",
  "DlpProfilesUpdatePredefinedProfileClientBody",
  "DnsRecordsForAZoneDeleteDnsRecordClientBody",
  "ManagedTransformsListManagedTransformsClientBody",
  "ManagedTransformsUpdateStatusOfManagedTransformsClientBody",
  "UrlNormalizationGetUrlNormalizationSettingsClientBody",
  "UrlNormalizationUpdateUrlNormalizationSettingsClientBody",
  "UserSOrganizationsLeaveOrganizationClientBody",
  "UserSubscriptionDeleteUserSubscriptionClientBody",
  "WafOverridesDeleteAWafOverrideClientBody",
  "ZoneLockdownDeleteAZoneLockdownRuleClientBody",
];

/** Undefined where a fixture must be made. */
export function reasonFor(document: string, schema: string): string | undefined {
  const own = reasons[`${document}/${schema}`];
  if (own !== undefined) return own;
  if (document === "cloudflare" && /(?:Client|Server)Body$/.test(schema) && !errorsAlone.includes(schema))
    return successAndFailure;
  if (document === "cloudflare" && listsThatAreNone.includes(schema)) return listAndNone;
  if (document === "commercetools" && errorsOfTexts.includes(schema.replace(/^GraphQL/, ""))) return textsAlone;
  return undefined;
}

/** What is listed by its name of that document: a list is out of date where the SDK has no such schema. */
export function listedNames(document: string): readonly string[] {
  const own = Object.keys(reasons).filter((key) => key.startsWith(`${document}/`));
  const names = own.map((key) => key.slice(document.length + 1));
  if (document === "cloudflare") return [...names, ...listsThatAreNone, ...errorsAlone];
  if (document === "commercetools") return errorsOfTexts.flatMap((name) => [name, `GraphQL${name}`]);
  return names;
}
