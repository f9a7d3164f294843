import { courseContract } from './contract/course.ts'

export const trainingContract = { course: courseContract }
