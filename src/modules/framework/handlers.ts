import { frameworkReading } from './handlers/framework.ts'

export const frameworkHandlers = {
  framework: { ...frameworkReading },
}
