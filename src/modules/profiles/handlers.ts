import { evidenceHandlers } from './handlers/evidence.ts'
import { profileHandlers } from './handlers/profile.ts'
import { willHandlers } from './handlers/will.ts'

export const profilesHandlers = {
  profile: profileHandlers,
  evidence: evidenceHandlers,
  will: willHandlers,
}
