import type { DigestSource } from '#modules/notices/public'
import { practicesPart, waitingPart } from '../messages/digest.ts'
import { newPractices, waitingQuestions } from '../store/digest.ts'

/** What the community adds to a person's mail: questions that wait for an answer, and once a week new practices. */
export const communityDigest: DigestSource = async (db, { bodyId, personId, day, rhythm }) => {
  const monday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1
  return [
    waitingPart(await waitingQuestions(db, bodyId, personId, day)),
    practicesPart(rhythm === 'weekly' || monday ? await newPractices(db, bodyId, 7) : []),
  ]
}
