export { type Framework, frameworkInUse, frameworkOf, resolverOf } from './handlers/in-use.ts'
export { loadShippedFrameworks } from './handlers/shipped.ts'
