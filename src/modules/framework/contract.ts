import { frameworkReading } from './contract/framework.ts'

/** What staff should be able to do: areas, skills, levels, target profiles. */
export const frameworkContract = {
  framework: { ...frameworkReading },
}
