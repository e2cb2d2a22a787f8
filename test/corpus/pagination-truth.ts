/**
 * Which operations list something page by page: read by a person in ten documents, not taken from what sdkwright says.
 *
 * The sample: of the GETs, and of the POSTs whose path or operationId says `search`, those whose first success has a JSON body that is
 * an array or has one as a property or as a property of a property; in the order of the document, every n-th from the first on, so
 * that 20 to 40 remain (fewer where the document has fewer). `every` is that n.
 */
export interface DocumentTruth {
  readonly document: string;
  readonly every: number;
  /** By operationId, or by method and path: the pointer of the list, and the styles that walk it rightly (a server may offer several). */
  readonly lists: Readonly<Record<string, ListTruth>>;
  /** No lists, lists that come whole, and lists of which the document does not say how to ask for the next page. */
  readonly others: readonly string[];
}

export interface ListTruth {
  readonly items: string;
  readonly styles: readonly string[];
}

/** `[items, …styles]`, by operationId. */
type Rows = Readonly<Record<string, readonly [items: string, ...styles: string[]]>>;

/** `others`: names separated by spaces; one of method and path has one within it. */
export function truth(document: string, every: number, rows: Rows, others: string): DocumentTruth {
  const lists = Object.entries(rows).map(([id, [items, ...styles]]) => [id, { items, styles }] as const);
  return { document, every, lists: Object.fromEntries(lists), others: namesIn(others) };
}

/** Lists that are alike. */
export function all(items: string, styles: readonly string[], names: string): Rows {
  return Object.fromEntries(namesIn(names).map((id) => [id, [items, ...styles]]));
}

function namesIn(text: string): readonly string[] {
  return text.split(/\s+(?!\/)/).filter((id) => id !== "");
}

export const paginationTruth: readonly DocumentTruth[] = [
  truth(
    "github",
    11,
    {
      // No Link header is declared; `after` is described as a cursor of it.
      "security-advisories/list-global-advisories": ["", "link"],
      "activity/list-public-events": ["", "page"],
      "apps/list-repos-accessible-to-installation": ["/repositories", "link", "page"],
      "actions/list-self-hosted-runner-groups-for-org": ["/runner_groups", "page"],
      "actions/list-org-variables": ["/variables", "link", "page"],
      "orgs/list-blocked-users": ["", "page"],
      "copilot-spaces/list-for-org": ["/spaces", "link"],
      "api-insights/get-route-stats-by-actor": ["", "page"],
      "orgs/list-org-role-users": ["", "link", "page"],
      "projects/list-fields-for-org": ["", "link"],
      "repos/get-org-rule-suites": ["", "page"],
      "actions/list-workflow-runs": ["/workflow_runs", "link", "page"],
      "checks/list-for-suite": ["/check_runs", "link", "page"],
      "repos/list-pull-requests-associated-with-commit": ["", "link", "page"],
      // "Refer to the `link` header for the next and previous page cursors", which is not declared.
      "repos/list-webhook-deliveries": ["", "link"],
      "reactions/list-for-issue-comment": ["", "link", "page"],
      "reactions/list-for-issue": ["", "link", "page"],
      "repos/list-releases": ["", "link", "page"],
      "repos/get-repo-ruleset-history": ["", "page"],
      "teams/list-members-legacy": ["", "link", "page"],
      "users/list-emails-for-authenticated-user": ["", "link", "page"],
      "orgs/list-memberships-for-authenticated-user": ["", "link", "page"],
      "repos/list-invitations-for-authenticated-user": ["", "link", "page"],
    },
    `apps/get-by-slug copilot/copilot-enterprise-one-day-usage-metrics activity/get-thread
     actions/list-custom-image-versions-for-org copilot/copilot-organization-users-usage-metrics orgs/list-issue-types
     hosted-compute/get-network-configuration-for-org actions/get-concurrency-group-for-repository actions/get-workflow-run
     repos/get-branch-protection repos/codeowners-errors dependabot/get-alert repos/get-all-deployment-protection-rules
     repos/custom-properties-for-repos-get-repository-values repos/get-code-frequency-stats repos/get-top-referrers
     copilot-spaces/list-resources-for-user`,
  ),
  truth(
    "digitalocean",
    8,
    {
      apps_list_job_invocations: ["/job_invocations", "next-url", "page"],
      billingInsights_list: ["/data_points", "page"],
      domains_list: ["/domains", "next-url", "page"],
      droplets_list_kernels: ["/kernels", "next-url", "page"],
      firewalls_list: ["/firewalls", "next-url", "page"],
      projects_list: ["/projects", "next-url", "page"],
      registries_list_repositoryTags: ["/tags", "next-url", "page"],
      security_get_scan: ["/scan/findings", "page"],
      tags_list: ["/tags", "next-url", "page"],
      volumeSnapshots_list: ["/snapshots", "next-url", "page"],
      uptime_list_checks: ["/checks", "next-url", "page"],
      genai_list_agent_versions: ["/agent_versions", "next-url", "page"],
      genai_get_evaluation_run_results: ["/prompts", "next-url", "page"],
    },
    `oneClicks_list apps_get apps_get_health databases_list_replicas databases_list_logsink images_get kubernetes_get_nodePool
     monitoring_get_alertPolicy monitoring_get_dropletMemoryCachedMetrics monitoring_get_lb_frontend_connections_limit
     monitoring_get_lb_frontend_network_throughput_tcp monitoring_get_lb_droplets_http_session_duration_95p
     monitoring_get_lb_droplets_health_checks monitoring_get_database_mysql_cpu_usage monitoring_get_database_mysql_op_rates
     nfs_list_snapshot droplets_list_neighborsIds`,
  ),
  truth(
    "box",
    3,
    {
      get_files_id_collaborations: ["/entries", "cursor"],
      // By marker only where `usemarker` is true.
      get_folders_id_items: ["/entries", "offset"],
      get_metadata_templates: ["/entries", "cursor"],
      get_metadata_cascade_policies: ["/entries", "cursor"],
      get_groups: ["/entries", "offset"],
      get_webhooks: ["/entries", "cursor"],
      get_collections: ["/entries", "offset"],
      get_retention_policies: ["/entries", "cursor"],
      get_legal_hold_policies: ["/entries", "cursor"],
      get_file_version_retentions: ["/entries", "cursor"],
      get_file_version_legal_holds: ["/entries", "cursor"],
      get_shield_information_barrier_segments: ["/entries", "cursor"],
      get_enterprises_id_device_pinners: ["/entries", "cursor"],
      get_collaboration_whitelist_entries: ["/entries", "cursor"],
    },
    `get_files_id get_files_id_trash get_files_id_metadata_global_boxSkillsCards get_folders_id_metadata get_metadata_templates_id
     get_tasks_id get_files_id#get_shared_link get_web_links_id get_web_links_id#get_shared_link get_users_id
     get_retention_policy_assignments_id`,
  ),
  truth(
    "spotify",
    3,
    {
      "get-audiobook-chapters": ["/items", "next-url", "offset"],
      "get-a-list-of-current-users-playlists": ["/items", "next-url", "offset"],
      "get-users-saved-episodes": ["/items", "next-url", "offset"],
      "get-featured-playlists": ["/playlists/items", "next-url", "offset"],
      "get-a-categories-playlists": ["/playlists/items", "next-url", "offset"],
      "get-followed": ["/artists/items", "next-url", "cursor"],
    },
    `get-an-album get-an-artist get-an-artists-top-tracks get-multiple-shows get-multiple-episodes get-a-chapter get-several-tracks
     get-playlist check-users-saved-albums check-users-saved-shows get-several-audio-features get-recommendation-genres
     get-the-users-currently-playing-track get-available-markets`,
  ),
  truth(
    "discord",
    4,
    {
      list_pins: ["/items", "item-cursor"],
      get_answer_voters: ["/users", "item-cursor"],
      list_public_archived_threads: ["/threads", "item-cursor"],
      list_guild_scheduled_event_exception_users: ["", "item-cursor"],
      get_sku_subscriptions: ["", "item-cursor"],
    },
    `get_my_application get_application_command list_guild_application_commands get_application_role_connections_metadata
     get_guild_template get_auto_moderation_rule get_guild_emoji search_guild_members get_guilds_onboarding list_guild_roles
     get_active_guild_threads get_guild_welcome_screen get_lobby_messages get_sticker_pack get_my_guild_member`,
  ),
  truth(
    "square",
    5,
    {
      // A cursor, of which the document does not say where it comes from; Square's guide says: from the Link header.
      V1ListOrders: ["", "link"],
      ListBookings: ["/bookings", "cursor"],
      ListLocationBookingProfiles: ["/location_booking_profiles", "cursor"],
      ListBookingCustomAttributes: ["/custom_attributes", "cursor"],
      SearchCatalogObjects: ["/objects", "cursor"],
      ListCustomerGroups: ["/groups", "cursor"],
      ListGiftCards: ["/gift_cards", "cursor"],
      ListInvoices: ["/invoices", "cursor"],
      ListEmployeeWages: ["/employee_wages", "cursor"],
      ListWorkweekConfigs: ["/workweek_configs", "cursor"],
      ListLocationCustomAttributes: ["/custom_attributes", "cursor"],
      SearchOrders: ["/orders", "cursor"],
      ListSubscriptionEvents: ["/subscription_events", "cursor"],
    },
    `RetrieveCashDrawerShift RetrieveCustomer GetDeviceCode RetrieveDisputeEvidence DeprecatedRetrieveInventoryPhysicalCount GetShift
     RetrieveLoyaltyAccount RetrieveLoyaltyPromotion RetrieveMerchantCustomAttributeDefinition RetrieveMerchantSettings GetPayment
     GetPaymentRefund`,
  ),
  truth(
    "twilio-api",
    3,
    {
      ListAccount: ["/accounts", "next-url"],
      ListAvailablePhoneNumberLocal: ["/available_phone_numbers", "next-url"],
      ListAvailablePhoneNumberNational: ["/available_phone_numbers", "next-url"],
      ListAvailablePhoneNumberVoip: ["/available_phone_numbers", "next-url"],
      ListCallNotification: ["/notifications", "next-url"],
      ListConferenceRecording: ["/recordings", "next-url"],
      ListDependentPhoneNumber: ["/dependent_phone_numbers", "next-url"],
      ListIncomingPhoneNumberAssignedAddOnExtension: ["/extensions", "next-url"],
      ListIncomingPhoneNumberTollFree: ["/incoming_phone_numbers", "next-url"],
      ListMember: ["/queue_members", "next-url"],
      ListNotification: ["/notifications", "next-url"],
      ListQueue: ["/queues", "next-url"],
      ListRecordingAddOnResultPayload: ["/payloads", "next-url"],
      ListSipAuthCallsCredentialListMapping: ["/contents", "next-url"],
      ListSipCredential: ["/credentials", "next-url"],
      ListSipDomain: ["/domains", "next-url"],
      ListSipIpAddress: ["/ip_addresses", "next-url"],
      ListUsageRecordAllTime: ["/usage_records", "next-url"],
      ListUsageRecordMonthly: ["/usage_records", "next-url"],
    },
    "FetchAuthorizedConnectApp",
  ),
  truth(
    "datadog-v2",
    6,
    {
      ListAPIs: ["/data", "offset"],
      ListCatalogKind: ["/data", "offset"],
      SearchCIAppTestEvents: ["/data", "cursor"],
      ListAllCSMServerlessAgents: ["/data", "page"],
      ListDeploymentGates: ["/data", "cursor"],
      SearchEvents: ["/data", "cursor"],
      SearchIncidents: ["/data/attributes/incidents", "offset"],
      ListMonitorDowntimes: ["/data", "offset"],
      ListPowerpacks: ["/data", "offset", "next-url"],
      SearchRUMEvents: ["/data", "cursor"],
      ListScorecardOutcomes: ["/data", "offset", "next-url"],
      SearchSecurityFindings: ["/data", "cursor"],
      // By number only together with a token that stands in the links.
      ListVulnerableAssets: ["/data", "next-url"],
      ListIncidentServices: ["/data", "offset"],
      GetSecurityMonitoringHistsignalsByJobId: ["/data", "cursor", "next-url"],
      ListDegradations: ["/data", "offset"],
      ListTeams: ["/data", "page", "next-url"],
      SearchFlakyTests: ["/data", "cursor"],
    },
    `ListFleetAgentVersions ListAwsScanOptions GetApplicationKey GetProjects ListCostAzureUCConfigs GetIncidentNotificationRule
     ListIncidentTodos ListJiraIssueTemplates ListOpsgenieServices ListIntegrations ListOktaAccounts ListLogsArchives
     ListUserRestrictionQueries ListMetricAssets GetOnCallEscalationPolicy ListUserNotificationRules
     ListApplicationSecurityWafExclusionFilters ListRolePermissions GetSuppressionsAffectingRule
     GetInvestigationLogQueriesMatchingSignal GetMaintenance GetTeamLinks`,
  ),
  truth(
    "azure-appconfiguration",
    1,
    {
      GetKeys: ["/items", "next-url"],
      GetKeyValues: ["/items", "next-url"],
      GetLabels: ["/items", "next-url"],
      GetRevisions: ["/items", "next-url"],
    },
    "",
  ),
  truth(
    "intercom",
    3,
    {
      // `pages.next` is said to be a link; the operation itself takes no page.
      listContentImportSources: ["/data", "next-url"],
      listArticleVersions: ["/data", "page"],
      listAudiences: ["/data", "page"],
      listHelpCenterRedirects: ["/data", "page"],
      ListContactMergeHistory: ["/data", "cursor"],
      searchConversations: ["/conversations", "cursor"],
      listDeletedConversationIds: ["/conversations", "page", "next-url"],
      listCustomObjectInstances: ["/data", "page", "next-url"],
      getWhatsAppMessageStatus: ["/events", "cursor"],
      searchTickets: ["/tickets", "cursor"],
    },
    // Of the lists among these, the operation takes nothing that would lead to the next page.
    `identifyAdmin listActivityLogs listAdmins getOfficeHoursSchedule listArticles listHelpCenters searchInternalArticles
     RetrieveACompanyById listCompanyNotes listNotes listTagsForAContact ListContacts getContentSnippet RetrieveDataConnector
     listLiveNewsfeedItems listSegments listCallsWithTranscripts retrieveTeam listTicketTypes listEmails`,
  ),
];
