import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Note, PastDay, SkillCode } from './shapes.ts'

export const certificateStates = ['waiting', 'accepted', 'refused'] as const
export type CertificateState = (typeof certificateStates)[number]
export const certificateStateNames: Record<CertificateState, string> = {
  waiting: '確認待ち',
  accepted: '確認済み',
  refused: '認められなかった',
}

/** What was verified of a badge. */
export const signatures = ['valid', 'no-key', 'not-a-badge'] as const
const Checks = z.object({
  signature: z.enum(signatures),
  /** The issuer is on the city's list. */
  trusted: z.boolean(),
  /** Whether it was given to this person; null: it does not say to whom. */
  theirs: z.boolean().nullable(),
  /** It can be taken back by its issuer, which cannot be asked without a network. */
  revocable: z.boolean(),
})
export type Checks = z.infer<typeof Checks>

const Level = z.coerce.number().int().min(0, '水準は0から4です。').max(4, '水準は0から4です。')
const Title = Note.min(1, '資格や認定の名前を書いてください。').max(120, '120文字までで書いてください。')
const Issuer = Note.min(1, '発行した団体の名前を書いてください。').max(120, '120文字までで書いてください。')

const Shown = z.object({
  id: Id,
  revision: z.number().int(),
  kind: z.enum(['file', 'badge']),
  state: z.enum(certificateStates),
  title: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  expiresOn: z.string().nullable(),
  expired: z.boolean(),
  skill: z.string().nullable(),
  skillName: z.string(),
  level: z.number().nullable(),
  reason: z.string(),
  fileName: z.string(),
  at: z.date(),
})

const file = z.file().max(5 * 1024 * 1024, 'ファイルは5MBまでです。小さくしてから、もう一度選んでください。')
const office = ['dx-office', 'hr'] as const

const badgeRefusals = {
  'not-a-badge':
    'オープンバッジ（3.0）として読み取れません。発行者から受け取った元のファイル（JSON、JWT、PNG、SVG）を選んでください。',
  'old-badge':
    'オープンバッジの古い形式（2.0まで）です。署名を確かめられないため、「証書のファイル」として出してください。',
  forged: '署名が合いません。書き換えられたか、別の鍵で署名されています。発行者から受け取り直してください。',
  'unsafe-algorithm': 'この署名の方式は、安全でないか、誰でも作れるため受け付けられません。発行者に確かめてください。',
  'other-proof':
    'この署名の形式は確かめられません。確かめられるのは、JWTの署名（RS256・PS256・ES256・ES384・EdDSA）と eddsa-jcs-2022 です。発行者にJWTの形式で受け取れるか聞いてください。',
  'not-yet-valid': 'まだ有効になっていない証明です。有効になる日より後に、出し直してください。',
  expired: '有効期限が過ぎています。新しいものを受け取ってから、出し直してください。',
  'other-person': 'ほかの人に発行された証明です。自分に発行されたものを出してください。',
  used: 'この証明は、もう出されています。「出したもの」で確かめてください。',
}

export const certificateContract = {
  submit: operation({
    ...{ method: 'POST', path: '/certificates', label: '資格や認定の証書を出す' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      future: '先の日付は入力できません。証書の日付を入力してください。',
      order: '有効期限は、発行日より後の日にしてください。',
      'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
      'file-kind': '出せるのは、PDFと画像（PNG、JPEG）です。証書を写すか、PDFにして選んでください。',
    },
    limit: { count: 30, seconds: 3600 },
  })
    .input(
      z.object({
        ...{ id: Id, file, title: Title, issuer: Issuer, issuedOn: PastDay },
        expiresOn: z.iso.date('日付は 2026-04-01 のように入力してください。').optional(),
        skill: SkillCode,
        level: Level.describe('この資格が示すと思う水準。確かめる人が決めます'),
      }),
    )
    .output(z.object({ state: z.enum(certificateStates) })),

  submitBadge: operation({
    ...{ method: 'POST', path: '/certificates/badges', label: 'オープンバッジを出す' },
    ...{ permission: ownStaff, effect: 'change', refusals: badgeRefusals, limit: { count: 30, seconds: 3600 } },
  })
    .input(z.object({ id: Id, file }))
    .output(z.object({ state: z.enum(certificateStates), checks: Checks })),

  mine: operation({
    ...{ method: 'GET', path: '/certificates/mine', label: '自分の資格や認定を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({}))
    .output(z.object({ certificates: z.array(Shown) })),

  waiting: operation({
    ...{ method: 'GET', path: '/certificates/waiting', label: '確認を待つ資格や認定を見る' },
    ...{ permission: office, effect: 'view' },
  })
    .input(z.object({}))
    .output(
      z.object({
        certificates: z.array(
          Shown.extend({
            person: z.object({ id: Id, name: z.string(), section: z.string() }),
            checks: Checks.nullable(),
            achievement: z.string().nullable(),
            issuerIdentifier: z.string().nullable(),
            own: z.boolean(),
          }),
        ),
      }),
    ),

  file: operation({
    ...{ method: 'GET', path: '/certificates/{id}/file', label: '資格や認定の証書を開く' },
    ...{ permission: ownStaff, effect: 'view' },
  })
    .input(z.object({ id: Id }))
    .output(z.object({ name: z.string(), mediaType: z.string(), base64: z.string() })),

  decide: operation({
    ...{ method: 'POST', path: '/certificates/{id}/decision', label: '資格や認定を確かめる' },
    ...{ permission: office, effect: 'change' },
    refusals: {
      moved: 'この証書は、もう確かめられています。画面を読み込み直してください。',
      own: '自分の証書は、ほかの人に確かめてもらってください。',
      'say-why': '認めないときは、理由を書いてください。本人に伝わります。',
      'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
      'no-meaning': '示すスキルと水準を選んでください。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, revision: z.coerce.number().int().min(1), accept: z.boolean() },
        skill: SkillCode.optional(),
        level: Level.optional(),
        reason: Note.default(''),
      }),
    )
    .output(z.object({ state: z.enum(certificateStates) })),

  issuers: operation({
    ...{ method: 'GET', path: '/credential-issuers', label: '信頼する発行者を見る' },
    ...{ permission: office, effect: 'read' },
  })
    .input(z.object({}))
    .output(
      z.object({
        issuers: z.array(z.object({ id: Id, name: z.string(), identifier: z.string(), keys: z.number().int() })),
      }),
    ),

  addIssuer: operation({
    ...{ method: 'POST', path: '/credential-issuers', label: '信頼する発行者を登録する' },
    ...{ permission: ['dx-office'], effect: 'change' },
    refusals: {
      'issuer-exists': 'この識別子の発行者は、もう登録されています。',
      keys: '公開鍵を読み取れません。JWK・JWKS（JSON）かPEM（-----BEGIN PUBLIC KEY-----）を貼り付けてください。',
      private: '秘密鍵が含まれています。公開鍵だけを貼り付けてください。貼り付けた内容は保存していません。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, name: Issuer },
        identifier: z
          .string()
          .trim()
          .regex(/^(https:\/\/|did:)\S{3,}$/, '発行者の識別子は、https:// か did: で始まります。')
          .max(400),
        keys: z.string().trim().max(20_000).default('').describe('did:key と did:jwk では空でよい'),
      }),
    )
    .output(z.object({ keys: z.number().int() })),

  removeIssuer: operation({
    ...{ method: 'DELETE', path: '/credential-issuers/{id}', label: '発行者を信頼する登録から外す' },
    ...{ permission: ['dx-office'], effect: 'change' },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
