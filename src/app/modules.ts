import { communityContract } from '#modules/community/contract'
import { communityHandlers } from '#modules/community/handlers'
import { searchContract } from '#modules/search/contract'
import { searchHandlers } from '#modules/search/handlers'
import { searchJobs } from '#modules/search/jobs'
import { staffContract } from '#modules/staff/contract'
import { staffHandlers } from '#modules/staff/handlers'
import { staffJobs } from '#modules/staff/jobs'
import type { Route } from '#server/http/route'
import type { Jobs } from '#server/jobs'

/** The modules in their order: each may use only those above it (tools/architecture.ts holds them to it). */
export const contracts = {
  ...staffContract,
  ...searchContract,
  ...communityContract,
}

export const router = {
  ...staffHandlers,
  ...searchHandlers,
  ...communityHandlers,
}

/** Protocol routes of the modules, outside the contract. */
export const routes: Route[] = []

/** Background work of the modules. */
export const jobs: Jobs[] = [staffJobs, searchJobs]
