export { insertEvent as publish, insertNotices as notify, type Telling } from './store/tell.ts'
