export type { DemoCity } from './demo.ts'
export { headsOf, roleHolders, sectionsToday } from './store/head.ts'
