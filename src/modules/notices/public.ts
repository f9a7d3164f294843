export type { DigestSource } from './handlers/digest.ts'
export type { SeenTopics } from './handlers/live-reader.ts'
export { type Announcement, announce } from './handlers/webhook-delivery.ts'
export { insertEvent as publish, insertNotices as notify, retitleNotices, type Telling } from './store/tell.ts'
