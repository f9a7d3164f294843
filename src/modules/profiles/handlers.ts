import { certificateHandlers } from './handlers/certificate.ts'
import { evidenceHandlers } from './handlers/evidence.ts'
import { finderHandlers } from './handlers/finder.ts'
import { leaderHandlers } from './handlers/leader.ts'
import { mapHandlers } from './handlers/map.ts'
import { profileHandlers } from './handlers/profile.ts'
import { recognitionHandlers } from './handlers/recognition.ts'
import { tagSkillHandlers } from './handlers/tag-skill.ts'
import { willHandlers } from './handlers/will.ts'

export const profilesHandlers = {
  profile: profileHandlers,
  evidence: evidenceHandlers,
  will: willHandlers,
  finder: finderHandlers,
  skillMap: mapHandlers,
  certificate: certificateHandlers,
  leader: leaderHandlers,
  recognition: recognitionHandlers,
  tagSkill: tagSkillHandlers,
}
