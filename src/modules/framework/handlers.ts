import { areaHandlers, frameworkEditing, skillHandlers, targetProfileHandlers } from './handlers/editing.ts'
import { frameworkFile } from './handlers/file.ts'
import { frameworkReading } from './handlers/framework.ts'
import { frameworkPublishing } from './handlers/publishing.ts'

export const frameworkHandlers = {
  framework: { ...frameworkReading, ...frameworkEditing, ...frameworkPublishing, ...frameworkFile },
  area: areaHandlers,
  skill: skillHandlers,
  targetProfile: targetProfileHandlers,
}
