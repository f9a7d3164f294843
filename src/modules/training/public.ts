export { loadShippedCourses } from './handlers/shipped.ts'
