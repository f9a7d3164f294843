import { sessionHandlers } from './handlers/session.ts'

export const staffHandlers = { session: sessionHandlers }
