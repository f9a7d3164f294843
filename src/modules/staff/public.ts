export type { DemoCity } from './demo.ts'
export { headsOf, roleHolders } from './store/head.ts'
