import { setting } from '#server/db/setting'
import { RoutingRules, routingPreset } from '../contract/routing.ts'
import { VerificationRules, verificationPreset } from '../contract/verification.ts'

export const { read: routingRules, keep: keepRoutingRules } = setting('community.routing', RoutingRules, routingPreset)
export const { read: verificationRules, keep: keepVerificationRules } = setting(
  'community.verification',
  VerificationRules,
  verificationPreset,
)
