import { areaHandlers, frameworkEditing, skillHandlers, targetProfileHandlers } from './handlers/editing.ts'
import { frameworkReading } from './handlers/framework.ts'
import { frameworkPublishing } from './handlers/publishing.ts'

export const frameworkHandlers = {
  framework: { ...frameworkReading, ...frameworkEditing, ...frameworkPublishing },
  area: areaHandlers,
  skill: skillHandlers,
  targetProfile: targetProfileHandlers,
}
