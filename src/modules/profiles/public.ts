export { recordTakenUp, type TakenUp, withdrawTakenUp } from './handlers/accepted.ts'
export { tagsOfSkill } from './handlers/tag-skill.ts'
export { recordTested, type Tested } from './handlers/tested.ts'
export { personSeen } from './store/person.ts'
