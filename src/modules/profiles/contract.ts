import { certificateContract } from './contract/certificate.ts'
import { evidenceContract } from './contract/evidence.ts'
import { finderContract } from './contract/finder.ts'
import { leaderContract } from './contract/leader.ts'
import { mapContract } from './contract/map.ts'
import { profileContract, willContract } from './contract/profile.ts'
import { recognitionContract } from './contract/recognition.ts'
import { tagSkillContract } from './contract/tag-skill.ts'

/** What people can do and want: the ledger of evidence, the estimates made of it, and who may see them. */
export const profilesContract = {
  profile: profileContract,
  evidence: evidenceContract,
  will: willContract,
  finder: finderContract,
  skillMap: mapContract,
  certificate: certificateContract,
  leader: leaderContract,
  recognition: recognitionContract,
  tagSkill: tagSkillContract,
}
