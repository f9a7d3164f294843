export { type Framework, frameworkInUse, frameworkOf, resolverOf, resolverTo } from './handlers/in-use.ts'
export { loadShippedFrameworks } from './handlers/shipped.ts'
