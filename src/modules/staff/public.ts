export type { DemoCity } from './demo.ts'
