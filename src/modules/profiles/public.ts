export { recordTakenUp, type TakenUp, withdrawTakenUp } from './handlers/accepted.ts'
