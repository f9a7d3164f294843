import { areaContract, frameworkEditing, skillContract, targetProfileContract } from './contract/editing.ts'
import { frameworkFile } from './contract/file.ts'
import { frameworkReading } from './contract/framework.ts'
import { frameworkPublishing } from './contract/publishing.ts'

/** What staff should be able to do: areas, skills, levels, target profiles. */
export const frameworkContract = {
  framework: { ...frameworkReading, ...frameworkEditing, ...frameworkPublishing, ...frameworkFile },
  area: areaContract,
  skill: skillContract,
  targetProfile: targetProfileContract,
}
