import type { DocumentTruth } from "./pagination-truth.js";
import { truth } from "./pagination-truth.js";

/**
 * The second sample, of documents that no rule was made on: read in the documents and written down before the tool was asked,
 * by the rule of `pagination-truth.ts`, at most 12 of a document. An operation without an operationId of its own is called by method and path.
 */
export const secondSample: readonly DocumentTruth[] = [
  truth(
    "blockfrost",
    8,
    {
      "GET /blocks/latest/txs": ["", "page"],
      "GET /governance/committee/votes": ["", "page"],
      "GET /governance/proposals/{tx_hash}/{cert_index}/withdrawals": ["", "page"],
      "GET /epochs/{number}/stakes": ["", "page"],
      "GET /accounts/{stake_address}/rewards": ["", "page"],
      "GET /metadata/txs/labels/{label}/cbor": ["", "page"],
      "GET /pools": ["", "page"],
      "GET /pools/{pool_id}/blocks": ["", "page"],
      "GET /assets/{asset}/utxos": ["", "page"],
    },
    `GET /txs/{hash}/withdrawals GET /accounts/{stake_address}/addresses/total GET /metrics/endpoints`,
  ),
  truth(
    "clerk",
    5,
    {
      GetSessionList: ["", "offset"],
      ListInvitations: ["", "offset"],
      ListOrganizationMemberships: ["/data", "offset"],
      ListOAuthApplications: ["/data", "offset"],
      GetCommerceSubscriptionItemList: ["/data", "offset"],
      ListRoleSets: ["/data", "offset"],
    },
    `GetJWKS GetUser GetInstance GetOrganizationBillingSubscription GetEnterpriseConnection`,
  ),
  truth(
    "cloudflare",
    52,
    {
      "accounts-list-accounts": ["/result", "page"],
    },
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
    {
      ByProjectKeyAsAssociateByAssociateIdInBusinessUnitKeyByBusinessUnitKeyQuotesGet: ["/results", "offset"],
      ByProjectKeyCustomersSearchPost: ["/results", "offset"],
      ByProjectKeyInStoreKeyByStoreKeyOrdersGet: ["/results", "offset"],
      ByProjectKeyMePaymentsGet: ["/results", "offset"],
      ByProjectKeyPaymentMethodsGet: ["/results", "offset"],
      ByProjectKeyShippingMethodsGet: ["/results", "offset"],
    },
    `ByProjectKeyGet ByProjectKeyCartDiscountsKeyByKeyGet ByProjectKeyInStoreKeyByStoreKeyCartsKeyByKeyGet
     ByProjectKeyInStoreKeyByStoreKeyShoppingListsKeyByKeyGet ByProjectKeyProductTailoringByIDGet ByProjectKeyStoresByIDGet`,
  ),
  truth(
    "dialogporten",
    2,
    {
      V1ServiceOwnerDialogsSearch_SearchDialog: ["/items", "cursor"],
    },
    `V1WellKnownJwksGet_GetJwks V1EndUserDialogsGet_GetDialog V1EndUserDialogActivitiesGet_GetDialogActivity
     V1EndUserDialogSeenLogsSearch_SearchDialogSeenLog V1EndUserDialogTransmissionsGet_GetDialogTransmission
     V1ServiceOwnerDialogActivitiesSearch_SearchDialogActivity V1ServiceOwnerDialogSeenLogsSearch_SearchDialogSeenLog
     V1ServiceOwnerDialogTransmissionsGet_GetDialogTransmission`,
  ),
  truth(
    "figma",
    3,
    {
      // What `getActivityLogs` calls a cursor is no parameter.
      getFileVersions: ["/versions", "next-url"],
      getTeamComponents: ["/meta/components", "cursor"],
      getWebhooks: ["/webhooks", "next-url"],
      getLibraryAnalyticsComponentActions: ["/rows", "cursor"],
      getLibraryAnalyticsStyleUsages: ["/rows", "cursor"],
    },
    `getFile getTeamFolders getFileComponentSets getActivityLogs`,
  ),
  truth(
    "forgejo",
    15,
    {
      adminCronList: ["", "page"],
      orgListBlockedUsers: ["", "page"],
      issueListIssues: ["", "page"],
      issueTrackedTimes: ["", "page"],
      repoListPushMirrors: ["", "page"],
      repoTrackedTimes: ["", "page"],
      userGetOAuth2Applications: ["", "page"],
      userListQuotaPackages: ["", "page"],
      userListRepos: ["", "page"],
    },
    `listGitignoresTemplates repoGet repoGetCommitPullRequest`,
  ),
  truth(
    "gr4vy",
    5,
    {
      // x-speakeasy-pagination at all but the last.
      list_api_key_pairs: ["/items", "cursor"],
      list_payment_services: ["/items", "cursor"],
      list_report_executions: ["/items", "cursor"],
      list_monitoring_incidents: ["/items", "cursor"],
    },
    `list_payment_method_payment_service_tokens list_buyer_shipping_details get_transaction list_transaction_settlements
     list_transaction_captures get_merchant_account get_metrics_explorer_module`,
  ),
  truth(
    "linode",
    11,
    {
      getBetaPrograms: ["/data", "page"],
      getDomains: ["/data", "page"],
      getStackScripts: ["/data", "page"],
      getLongviewSubscriptions: ["/data", "page"],
      getIPv6Ranges: ["/data", "page"],
      getTicketReplies: ["/data", "page"],
    },
    `getAccount getMaintenance getLinodeConfig getNodeBalancerFirewalls getPersonalAccessTokens`,
  ),
  truth(
    "meilisearch",
    3,
    {
      // `next` is sent as `from`.
      get_batches: ["/results", "cursor"],
      get_documents: ["/results", "offset"],
      search_with_post: ["/hits", "offset", "page"],
      list_api_keys: ["/results", "offset"],
      get_tasks: ["/results", "cursor"],
    },
    `getdictionary getlocalizedAttributes getsearchableAttributes getstopWords`,
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
    {
      listSites: ["", "page"],
      listAgentRunnerSessions: ["", "page"],
    },
    `getSiteEnvVars listSiteFiles getSiteDeploy getDeploy listDeployKeys listAccountsForUser getServices getDnsZones
     listSiteDatabaseBranches`,
  ),
  truth(
    "openrouter",
    4,
    {
      // x-speakeasy-pagination.
      getSessionCost: ["/data", "offset"],
      listGuardrailMemberAssignments: ["/data", "offset"],
      listOrganizationMembers: ["/data", "offset"],
      listScimGroupMappings: ["/data", "offset"],
      listWorkspaces: ["/data", "offset"],
    },
    `getUserActivity getBYOKKey getGeneration listImageModelEndpoints listEndpoints`,
  ),
  truth(
    "resend",
    3,
    {
      // `after` is the id of the last item.
      "emails/list": ["/data", "item-cursor"],
      "emails/list-receiving": ["/data", "item-cursor"],
      "api-keys/list": ["/data", "item-cursor"],
      "contacts/list-imports": ["/data", "item-cursor"],
      "broadcasts/recipients": ["/data", "item-cursor"],
      "contact-properties/list": ["/data", "item-cursor"],
      "logs/list": ["/data", "item-cursor"],
      "automations/list-runs": ["/data", "item-cursor"],
      "suppressions/list": ["/data", "item-cursor"],
    },
    `emails/metrics templates/get webhooks/get`,
  ),
  truth(
    "sendgrid",
    10,
    {
      // `lastSeenID`: the id of the last item. Limit and offset of the statistics by parse are texts.
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
  truth(
    "svix",
    1,
    {
      // `done` is the end: an iterator is given on the last page, too.
      "v1.application.list": ["/data", "cursor"],
      "v1.message-attempt.list-by-endpoint": ["/data", "cursor"],
      "v1.message-attempt.list-by-msg": ["/data", "cursor"],
      "v1.endpoint.list": ["/data", "cursor"],
      "v1.message-attempt.list-attempted-messages": ["/data", "cursor"],
      "v1.message.list": ["/data", "cursor"],
      "v1.message-attempt.list-attempted-destinations": ["/data", "cursor"],
      "v1.event-type.list": ["/data", "cursor"],
    },
    `v1.endpoint.get v1.endpoint.get-headers v1.message.get`,
  ),
  truth(
    "superset",
    5,
    {
      // The page's number stands within `q`, a JSON object in the query.
      "GET /api/v1/annotation_layer/": ["/result", "page"],
      "GET /api/v1/chart/related/{column_name}": ["/result", "page"],
      "GET /api/v1/css_template/related/{column_name}": ["/result", "page"],
      "GET /api/v1/dashboard/related/{column_name}": ["/result", "page"],
      "GET /api/v1/database/": ["/result", "page"],
      "GET /api/v1/dataset/distinct/{column_name}": ["/result", "page"],
      "GET /api/v1/report/{pk}/log/": ["/result", "page"],
    },
    `GET /api/v1/async_event/ GET /api/v1/database/{pk}/related_objects/ GET /api/v1/log/{pk} GET /api/v1/query/{pk}
     GET /api/v1/saved_query/{pk}`,
  ),
  truth(
    "temporal-v3",
    6,
    {
      "GET /api/v1/namespaces/{namespace}/archived-workflows": ["/executions", "cursor"],
      "GET /api/v1/namespaces/{namespace}/worker-deployments": ["/workerDeployments", "cursor"],
      "GET /api/v1/namespaces/{namespace}/workflows": ["/executions", "cursor"],
      "GET /cluster/namespaces": ["/namespaces", "cursor"],
      "GET /namespaces/{namespace}/archived-workflows": ["/executions", "cursor"],
      "GET /namespaces/{namespace}/worker-deployments": ["/workerDeployments", "cursor"],
      "GET /namespaces/{namespace}/workflows": ["/executions", "cursor"],
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
      listInboundPlanBoxes: ["/boxes", "cursor"],
      listPackingGroupBoxes: ["/boxes", "cursor"],
      listPackingOptions: ["/packingOptions", "cursor"],
      listPlacementOptions: ["/placementOptions", "cursor"],
      listShipmentBoxes: ["/boxes", "cursor"],
      listShipmentItems: ["/items", "cursor"],
      getSelfShipAppointmentSlots: ["/selfShipAppointmentSlotsAvailability/slots", "cursor"],
    },
    `getShipmentContentUpdatePreview listItemComplianceDetails getInboundOperationStatus`,
  ),
  truth(
    "msgraph-sites",
    56,
    {
      // x-ms-pageable.
      groups_ListSites: ["/value", "next-url"],
      "groups.sites.termStores.sets.children_ListChildren": ["/value", "next-url"],
      "sites.termStore.groups.sets.terms.children_ListRelations": ["/value", "next-url"],
      "sites.termStore.sets.parentGroup.sets.terms_ListChildren": ["/value", "next-url"],
    },
    `groups.sites.onenote.notebooks.sectionGroups_GetParentNotebook groups.sites.termStore_GetGroups
     groups.sites.termStore.sets.children.relations_GetSet groups.sites.termStore.sets.terms.children.relations_GetToTerm
     groups.sites.termStores.sets.relations_GetFromTerm sites.lists.contentTypes_GetColumns
     sites.termStores.groups.sets.children_GetSet sites.termStores.sets.parentGroup.sets.children.relations_GetFromTerm`,
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
  truth("adyen-checkout", 1, {}, `get-paymentLinks-linkId get-sessions-sessionId get-storedPaymentMethods`),
];
