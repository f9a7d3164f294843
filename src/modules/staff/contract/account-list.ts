import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { accountStates } from './names.ts'
import { Text } from './shapes.ts'

/** How an account may be entered: a password of Banso's own, one of the body's providers (its id), or not yet at all. */
export const ownPassword = 'password'
export const noWay = 'none'

const AccountLine = z.object({
  personId: z.string(),
  name: z.string(),
  kana: z.string(),
  /** Main post of today; null without one. */
  sectionName: z.string().nullable(),
  login: z.string(),
  mail: z.string().nullable(),
  state: z.enum(accountStates),
  password: z.boolean(),
  /** Names of the providers it has been entered by. */
  providers: z.array(z.string()),
  signedInAt: z.date().nullable(),
})
export type AccountLine = z.infer<typeof AccountLine>

export const accountListOperation = operation({
  method: 'GET',
  path: '/accounts',
  label: 'アカウントの一覧を見る',
  permission: ['administrator'],
  effect: 'view',
})
  .input(
    z.object({
      /** Part of the name, kana, login or mail address, or the beginning of the staff number. */
      query: Text.max(100, '探す言葉は100文字までです。').optional(),
      state: z.enum(accountStates).optional(),
      way: z.union([z.enum([ownPassword, noWay]), Id]).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
  )
  .output(
    z.object({
      accounts: z.array(AccountLine),
      total: z.number().int(),
      pages: z.number().int(),
      /** How many of what was asked for are in each state, whichever is chosen. */
      states: z.record(z.enum(accountStates), z.number().int()),
      /** The body's providers, also those that are stopped. */
      providers: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  )
