export { loadShippedItems } from './handlers/shipped.ts'
