import { answerContract, commentContract, resolutionContract } from './contract/answer.ts'
import { askContract } from './contract/ask.ts'
import { attachmentContract } from './contract/attachment.ts'
import { conductContract } from './contract/conduct.ts'
import { faqContract } from './contract/faq.ts'
import { feedContract } from './contract/feed.ts'
import { figuresContract } from './contract/figures.ts'
import { helperContract } from './contract/helper-profile.ts'
import { moderationContract, reportContract } from './contract/moderation.ts'
import { adoptionContract, practiceContract } from './contract/practice.ts'
import { routingContract } from './contract/routing.ts'
import { tagContract } from './contract/tag.ts'
import { followContract, topicContract } from './contract/topic.ts'
import { verificationContract } from './contract/verification.ts'

/** Questions, problems, ideas and practices; answers, comments, and what people do with them. */
export const communityContract = {
  topic: topicContract,
  answer: answerContract,
  comment: commentContract,
  attachment: attachmentContract,
  resolution: resolutionContract,
  tag: tagContract,
  follow: followContract,
  practice: practiceContract,
  adoption: adoptionContract,
  verification: verificationContract,
  report: reportContract,
  moderation: moderationContract,
  conduct: conductContract,
  faq: faqContract,
  feed: feedContract,
  ask: askContract,
  helper: helperContract,
  routing: routingContract,
  figures: figuresContract,
}
