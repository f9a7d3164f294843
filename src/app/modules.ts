import { assessmentContract } from '#modules/assessment/contract'
import { assessmentHandlers } from '#modules/assessment/handlers'
import { assessmentJobs } from '#modules/assessment/jobs'
import { communityContract } from '#modules/community/contract'
import { communityHandlers } from '#modules/community/handlers'
import { communityDigest } from '#modules/community/handlers/digest'
import { communityJobs } from '#modules/community/jobs'
import { attachmentRoutes } from '#modules/community/routes/attachment'
import { feedRoute } from '#modules/community/routes/feed'
import { seenTopics } from '#modules/community/store/seen'
import { frameworkContract } from '#modules/framework/contract'
import { frameworkHandlers } from '#modules/framework/handlers'
import { noticesContract } from '#modules/notices/contract'
import { noticesHandlers } from '#modules/notices/handlers'
import { noticeJobs } from '#modules/notices/jobs'
import { noticeRoutes } from '#modules/notices/routes'
import { profilesContract } from '#modules/profiles/contract'
import { profilesHandlers } from '#modules/profiles/handlers'
import { profileJobs } from '#modules/profiles/jobs'
import { searchContract } from '#modules/search/contract'
import { searchHandlers } from '#modules/search/handlers'
import { searchJobs } from '#modules/search/jobs'
import { staffContract } from '#modules/staff/contract'
import { staffHandlers } from '#modules/staff/handlers'
import { staffJobs } from '#modules/staff/jobs'
import { oidcRoutes } from '#modules/staff/routes/oidc'
import { samlRoutes } from '#modules/staff/routes/saml'
import { scimRoutes } from '#modules/staff/routes/scim'
import { trainingContract } from '#modules/training/contract'
import { trainingHandlers } from '#modules/training/handlers'
import { trainingJobs } from '#modules/training/jobs'
import { trainingRoutes } from '#modules/training/routes'
import type { Route } from '#server/http/route'
import type { Jobs } from '#server/jobs'

/** The modules in their order: each may use only those above it (tools/architecture.ts holds them to it). */
export const contracts = {
  ...staffContract,
  ...frameworkContract,
  ...profilesContract,
  ...noticesContract,
  ...searchContract,
  ...assessmentContract,
  ...trainingContract,
  ...communityContract,
}

export const router = {
  ...staffHandlers,
  ...frameworkHandlers,
  ...profilesHandlers,
  ...noticesHandlers,
  ...searchHandlers,
  ...assessmentHandlers,
  ...trainingHandlers,
  ...communityHandlers,
}

/** Protocol routes of the modules, outside the contract. */
export const routes: Route[] = [
  ...oidcRoutes,
  ...samlRoutes,
  ...scimRoutes,
  ...noticeRoutes(seenTopics),
  ...trainingRoutes,
  feedRoute,
  ...attachmentRoutes,
]

/** Background work of the modules. */
export const jobs: Jobs[] = [
  staffJobs,
  profileJobs,
  noticeJobs(communityDigest),
  searchJobs,
  assessmentJobs,
  trainingJobs,
  communityJobs,
]
