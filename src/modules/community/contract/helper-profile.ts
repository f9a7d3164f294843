import { z } from 'zod'
import { operation } from '#kernel/contract'
import { ownStaff } from '#kernel/permission'
import { Tag, TagName } from './shapes.ts'

const Profile = {
  willing: z.boolean().describe('質問を頼まれてもよいか'),
  weeklyCap: z.number().int().min(0).max(50, '週の上限は50件までです。').describe('1週間に頼まれてよい件数'),
  awayUntil: z.iso.date().nullable().describe('この日までは頼まれない'),
}

/** What a person is willing to be asked about, and how much. */
export const helperContract = {
  get: operation({
    method: 'GET',
    path: '/helper',
    label: '自分の「力になれること」を見る',
    permission: ownStaff,
    effect: 'read',
  }).output(
    z.object({
      ...Profile,
      interests: z.array(Tag),
      load: z.object({
        waiting: z.number().int().describe('回答待ちの依頼'),
        thisWeek: z.number().int().describe('この7日間に頼まれた件数'),
        answersThisMonth: z.number().int().describe('この30日間の回答'),
      }),
    }),
  ),

  set: operation({
    method: 'PUT',
    path: '/helper',
    label: '自分の「力になれること」を変える',
    permission: ownStaff,
    effect: 'change',
  })
    .input(z.object({ ...Profile, interests: z.array(TagName).max(20, '関心のあるタグは20個までです。') }))
    .output(z.object({ interests: z.array(Tag) })),
}
