export { recordTakenUp, type TakenUp, withdrawTakenUp } from './handlers/accepted.ts'
export { recordTested, type Tested } from './handlers/tested.ts'
export { tagsOfSkill } from './handlers/tag-skill.ts'
export { personSeen } from './store/person.ts'
