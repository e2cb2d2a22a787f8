import { all, type DocumentTruth, truth } from "./pagination-truth.js";

/**
 * The second sample, of documents that no rule was made on: read in the documents and written down before the tool was asked,
 * by the rule of `pagination-truth.ts`, at most 12 of a document. An operation without an operationId of its own is called by method and path.
 */
export const secondSample: readonly DocumentTruth[] = [
  truth(
    "blockfrost",
    8,
    all(
      "",
      ["page"],
      `GET /blocks/latest/txs GET /governance/committee/votes
     GET /governance/proposals/{tx_hash}/{cert_index}/withdrawals GET /epochs/{number}/stakes
     GET /accounts/{stake_address}/rewards GET /metadata/txs/labels/{label}/cbor GET /pools
     GET /pools/{pool_id}/blocks GET /assets/{asset}/utxos`,
    ),
    "GET /txs/{hash}/withdrawals GET /accounts/{stake_address}/addresses/total GET /metrics/endpoints",
  ),
  truth(
    "clerk",
    5,
    {
      GetSessionList: ["", "offset"],
      ListInvitations: ["", "offset"],
      ...all(
        "/data",
        ["offset"],
        "ListOrganizationMemberships ListOAuthApplications GetCommerceSubscriptionItemList ListRoleSets",
      ),
    },
    "GetJWKS GetUser GetInstance GetOrganizationBillingSubscription GetEnterpriseConnection",
  ),
  truth(
    "cloudflare",
    52,
    all("/result", ["page"], "accounts-list-accounts"),
    `zero-trust-users-get-active-sessions device-managed-networks-list-device-managed-networks
     zero-trust-gateway-locations-list-zero-trust-gateway-locations get-accounts-account_id-logpush-jobs-job_id
     lists-get-a-list worker-account-settings-fetch-worker-account-settings radar-get-attacks-layer7-top-verticals
     user-billing-profile-(-deprecated)-billing-profile-details
     web3-hostname-list-ipfs-universal-path-gateway-content-list-entries
     account-level-custom-nameservers-usage-for-a-zone-get-account-custom-nameserver-related-zone-metadata
     listZoneRulesetVersions`,
  ),
  truth(
    "commercetools",
    19,
    all(
      "/results",
      ["offset"],
      `ByProjectKeyAsAssociateByAssociateIdInBusinessUnitKeyByBusinessUnitKeyQuotesGet ByProjectKeyCustomersSearchPost
     ByProjectKeyInStoreKeyByStoreKeyOrdersGet ByProjectKeyMePaymentsGet ByProjectKeyPaymentMethodsGet
     ByProjectKeyShippingMethodsGet`,
    ),
    `ByProjectKeyGet ByProjectKeyCartDiscountsKeyByKeyGet ByProjectKeyInStoreKeyByStoreKeyCartsKeyByKeyGet
     ByProjectKeyInStoreKeyByStoreKeyShoppingListsKeyByKeyGet ByProjectKeyProductTailoringByIDGet
     ByProjectKeyStoresByIDGet`,
  ),
  truth(
    "dialogporten",
    2,
    all("/items", ["cursor"], "V1ServiceOwnerDialogsSearch_SearchDialog"),
    `V1WellKnownJwksGet_GetJwks V1EndUserDialogsGet_GetDialog V1EndUserDialogActivitiesGet_GetDialogActivity
     V1EndUserDialogSeenLogsSearch_SearchDialogSeenLog V1EndUserDialogTransmissionsGet_GetDialogTransmission
     V1ServiceOwnerDialogActivitiesSearch_SearchDialogActivity V1ServiceOwnerDialogSeenLogsSearch_SearchDialogSeenLog
     V1ServiceOwnerDialogTransmissionsGet_GetDialogTransmission`,
  ),
  // What `getActivityLogs` calls a cursor is no parameter.
  truth(
    "figma",
    3,
    {
      getFileVersions: ["/versions", "next-url"],
      getTeamComponents: ["/meta/components", "cursor"],
      getWebhooks: ["/webhooks", "next-url"],
      getLibraryAnalyticsComponentActions: ["/rows", "cursor"],
      getLibraryAnalyticsStyleUsages: ["/rows", "cursor"],
    },
    "getFile getTeamFolders getFileComponentSets getActivityLogs",
  ),
  truth(
    "forgejo",
    15,
    all(
      "",
      ["page"],
      `adminCronList orgListBlockedUsers issueListIssues issueTrackedTimes repoListPushMirrors repoTrackedTimes
     userGetOAuth2Applications userListQuotaPackages userListRepos`,
    ),
    "listGitignoresTemplates repoGet repoGetCommitPullRequest",
  ),
  // x-speakeasy-pagination at all. Two of the sample are left out since, by x-speakeasy-ignore.
  truth(
    "gr4vy",
    5,
    all("/items", ["cursor"], "list_api_key_pairs list_payment_services list_report_executions"),
    `list_payment_method_payment_service_tokens list_buyer_shipping_details get_transaction
     list_transaction_settlements list_transaction_captures get_merchant_account`,
  ),
  truth(
    "linode",
    11,
    all(
      "/data",
      ["page"],
      "getBetaPrograms getDomains getStackScripts getLongviewSubscriptions getIPv6Ranges getTicketReplies",
    ),
    "getAccount getMaintenance getLinodeConfig getNodeBalancerFirewalls getPersonalAccessTokens",
  ),
  // `next` is sent as `from`.
  truth(
    "meilisearch",
    3,
    {
      get_batches: ["/results", "cursor"],
      get_tasks: ["/results", "cursor"],
      get_documents: ["/results", "offset"],
      list_api_keys: ["/results", "offset"],
      search_with_post: ["/hits", "offset", "page"],
    },
    "getdictionary getlocalizedAttributes getsearchableAttributes getstopWords",
  ),
  truth(
    "mistral",
    5,
    {
      jobs_api_routes_batch_get_batch_jobs: ["/data", "page"],
      libraries_documents_list_v1: ["/data", "page"],
      get_campaigns_v1_observability_campaigns_get: ["/campaigns/results", "page"],
      get_dataset_import_tasks_v1_observability_datasets__dataset_id__tasks_get: ["/tasks/results", "page"],
    },
    `list_models_v1_models_get agents_api_v1_conversations_messages agents_api_v1_agents_get_version
     get_similar_chat_completion_events_v1_observability_chat_completion_events__event_id__similar_events_get
     get_workflow_metrics_v1_workflows__workflow_name__metrics_get get_deployment_v1_workflows_deployments__name__get
     connector_list_organization_credentials_v1`,
  ),
  truth(
    "netlify",
    5,
    all("", ["page"], "listSites listAgentRunnerSessions"),
    `getSiteEnvVars listSiteFiles getSiteDeploy getDeploy listDeployKeys listAccountsForUser getServices getDnsZones
     listSiteDatabaseBranches`,
  ),
  // x-speakeasy-pagination.
  truth(
    "openrouter",
    4,
    all(
      "/data",
      ["offset"],
      "getSessionCost listGuardrailMemberAssignments listOrganizationMembers listScimGroupMappings listWorkspaces",
    ),
    "getUserActivity getBYOKKey getGeneration listImageModelEndpoints listEndpoints",
  ),
  // `after` is the id of the last item.
  truth(
    "resend",
    3,
    all(
      "/data",
      ["item-cursor"],
      `emails/list emails/list-receiving api-keys/list contacts/list-imports broadcasts/recipients
     contact-properties/list logs/list automations/list-runs suppressions/list`,
    ),
    "emails/metrics templates/get webhooks/get",
  ),
  // `lastSeenID`: the id of the last item. Limit and offset of the statistics by parse are texts.
  truth(
    "sendgrid",
    10,
    {
      GET_mail_settings: ["/result", "offset"],
      "GET_subusers-subuser_name-stats-monthly": ["/stats", "offset"],
      GET_verified_senders: ["/results", "item-cursor"],
      "GET_contactdb-recipients": ["/recipients", "page"],
      "GET_contactdb-segments-segment_id-recipients": ["/recipients", "page"],
      "GET_user-webhooks-parse-stats": ["", "offset"],
      "GET_browsers-stats": ["", "offset"],
    },
    `GET_user-scheduled_sends GET_ips-pools-pool_name GET_segments GET_marketing-singlesends-categories
     POST_asm-groups-group_id-suppressions-search`,
  ),
  // `done` is the end: an iterator is given on the last page, too.
  truth(
    "svix",
    1,
    all(
      "/data",
      ["cursor"],
      `v1.application.list v1.message-attempt.list-by-endpoint v1.message-attempt.list-by-msg v1.endpoint.list
     v1.message-attempt.list-attempted-messages v1.message.list v1.message-attempt.list-attempted-destinations
     v1.event-type.list`,
    ),
    "v1.endpoint.get v1.endpoint.get-headers v1.message.get",
  ),
  // The page's number stands within `q`, a JSON object in the query.
  truth(
    "superset",
    5,
    all(
      "/result",
      ["page"],
      `GET /api/v1/annotation_layer/ GET /api/v1/chart/related/{column_name}
     GET /api/v1/css_template/related/{column_name} GET /api/v1/dashboard/related/{column_name} GET /api/v1/database/
     GET /api/v1/dataset/distinct/{column_name} GET /api/v1/report/{pk}/log/`,
    ),
    `GET /api/v1/async_event/ GET /api/v1/database/{pk}/related_objects/ GET /api/v1/log/{pk} GET /api/v1/query/{pk}
     GET /api/v1/saved_query/{pk}`,
  ),
  truth(
    "temporal-v3",
    6,
    {
      ...all(
        "/executions",
        ["cursor"],
        `GET /api/v1/namespaces/{namespace}/archived-workflows GET /api/v1/namespaces/{namespace}/workflows
     GET /namespaces/{namespace}/archived-workflows GET /namespaces/{namespace}/workflows`,
      ),
      "GET /api/v1/namespaces/{namespace}/worker-deployments": ["/workerDeployments", "cursor"],
      "GET /namespaces/{namespace}/worker-deployments": ["/workerDeployments", "cursor"],
      "GET /cluster/namespaces": ["/namespaces", "cursor"],
    },
    `GET /api/v1/cluster-info
     GET /api/v1/namespaces/{namespace}/deployments/{deployment.series_name}/{deployment.build_id}/reachability
     GET /api/v1/namespaces/{namespace}/schedules/{scheduleId}
     GET /namespaces/{namespace}/deployments/{deployment.series_name}/{deployment.build_id}/reachability
     GET /namespaces/{namespace}/schedules/{scheduleId}`,
  ),
  truth(
    "together",
    3,
    {},
    `GET /deployments GET /deployments/secrets fetchVoices listJobs GET /fine-tunes/{id} GET /fine-tunes/{id}/metrics
     GPUClusterService_List SharedVolumeService_List listHardware getAllEvaluationJobs getQueueJobStatus GetSample`,
  ),
  truth(
    "xero-accounting",
    9,
    {
      getCreditNotes: ["/CreditNotes", "page"],
      getPrepayments: ["/Prepayments", "page"],
    },
    `getAccounts getBankTransactionsHistory getBudget getInvoice getJournal getOrganisationActions getQuote
     getRepeatingInvoiceAttachments getReportExecutiveSummary getUser`,
  ),
  truth(
    "amazon-sp-fulfillment-inbound",
    2,
    {
      listInboundPlans: ["/inboundPlans", "cursor"],
      ...all("/boxes", ["cursor"], "listInboundPlanBoxes listPackingGroupBoxes listShipmentBoxes"),
      listPackingOptions: ["/packingOptions", "cursor"],
      listPlacementOptions: ["/placementOptions", "cursor"],
      listShipmentItems: ["/items", "cursor"],
      getSelfShipAppointmentSlots: ["/selfShipAppointmentSlotsAvailability/slots", "cursor"],
    },
    "getShipmentContentUpdatePreview listItemComplianceDetails getInboundOperationStatus",
  ),
  // x-ms-pageable.
  truth(
    "msgraph-sites",
    56,
    all(
      "/value",
      ["next-url"],
      `groups_ListSites groups.sites.termStores.sets.children_ListChildren
     sites.termStore.groups.sets.terms.children_ListRelations
     sites.termStore.sets.parentGroup.sets.terms_ListChildren`,
    ),
    `groups.sites.onenote.notebooks.sectionGroups_GetParentNotebook groups.sites.termStore_GetGroups
     groups.sites.termStore.sets.children.relations_GetSet
     groups.sites.termStore.sets.terms.children.relations_GetToTerm
     groups.sites.termStores.sets.relations_GetFromTerm sites.lists.contentTypes_GetColumns
     sites.termStores.groups.sets.children_GetSet
     sites.termStores.sets.parentGroup.sets.children.relations_GetFromTerm`,
  ),
  truth(
    "argocd",
    5,
    {},
    `AccountService_ListAccounts ApplicationService_ResourceTree ApplicationService_GetManifests
     ApplicationService_RevisionMetadata ApplicationSetService_ResourceTree NotificationService_ListServices
     ProjectService_GetDetailedProject RepoCredsService_ListRepositoryCredentials RepositoryService_ListRefs
     ApplicationService_WatchResourceTree`,
  ),
  truth("adyen-checkout", 1, {}, "get-paymentLinks-linkId get-sessions-sessionId get-storedPaymentMethods"),
];
