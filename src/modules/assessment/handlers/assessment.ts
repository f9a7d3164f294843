import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { notify } from '#modules/notices/public'
import { personSeen, tagsOfSkill } from '#modules/profiles/public'
import { startSession } from '#engines/irt/session'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import type { AssessmentState } from '../contract/assessment.ts'
import { assessmentContract } from '../contract/assessment.ts'
import { titleOf } from '../messages/title.ts'
import { categoryOf, isAnswer } from '../rules/mark.ts'
import { leftOut, remembered, rememberedDays, resumableDays, restDays, settingsFor } from '../rules/plan.ts'
import {
  assessmentsOf,
  exposureOf,
  insertAnswer,
  insertAssessment,
  ownAssessment,
  resultsOf,
  type StoredAssessment,
  seenItems,
} from '../store/assessment.ts'
import { insertInvitations, invitationsOf } from '../store/invitation.ts'
import { itemOf } from '../store/item.ts'
