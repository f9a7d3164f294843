import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { FrameworkCode, FrameworkDocument, Skill, TargetProfile, VersionLabel } from './document.ts'
import { states } from './names.ts'

/** Who may change and publish frameworks. */
export const editors = ['dx-office', 'administrator'] as const

const Count = z.number().int()

const VersionShown = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  state: z.enum(states),
  /** The published version of its family that counts today. */
  inUse: z.boolean(),
  shipped: z.boolean(),
  areas: Count,
  skills: Count,
  profiles: Count,
  createdAt: z.string(),
  publishedAt: z.string().nullable(),
  /** What it was copied from. */
  baseId: z.string().nullable(),
})
export type VersionShown = z.infer<typeof VersionShown>

/** A version as it is read and edited; revisions are handed back with each edit. */
export const FrameworkShown = FrameworkDocument.extend({
  id: z.string(),
  state: z.enum(states),
  inUse: z.boolean(),
  main: z.boolean(),
  shipped: z.boolean(),
  baseId: z.string().nullable(),
  /** Of its heading and areas. */
  revision: Count,
  /** Raised with every edit of anything in it; publishing hands it back. */
  changes: Count,
  publishedAt: z.string().nullable(),
  retiredAt: z.string().nullable(),
  note: z.string(),
  skills: z.array(Skill.extend({ revision: Count })),
  profiles: z.array(TargetProfile.extend({ revision: Count })),
  mayEdit: z.boolean(),
})
export type FrameworkShown = z.infer<typeof FrameworkShown>

export const frameworkReading = {
  list: operation({
    method: 'GET',
    path: '/frameworks',
    label: 'スキルの枠組みの一覧を見る',
    permission: 'signed-in',
    effect: 'read',
  }).output(
    z.object({
      /** The family whose levels and profiles count in this body. */
      main: z.string(),
      mayEdit: z.boolean(),
      families: z.array(z.object({ code: z.string(), versions: z.array(VersionShown) })),
    }),
  ),
  get: operation({
    method: 'GET',
    path: '/framework',
    label: 'スキルの枠組みを見る',
    permission: 'signed-in',
    effect: 'read',
  })
    .input(
      z.object({
        id: Id.optional(),
        code: FrameworkCode.optional().describe('省くと、この団体が主に使う枠組みです'),
        version: VersionLabel.optional().describe('省くと、いま使われている版です'),
      }),
    )
    .output(FrameworkShown),
}
