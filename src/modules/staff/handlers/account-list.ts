import { signedIn } from '#server/operations'
import { accountStates } from '../contract/names.ts'
import { staffContract } from '../contract.ts'
import { countAccounts, listAccounts } from '../store/account-list.ts'
import { providers } from '../store/identity-provider.ts'
import { today } from './today.ts'

const accountsOnPage = 50

export const listHandler = signedIn(staffContract.account).list.handler(
  async ({ input: { page, ...filter }, context: { db, scope, note } }) => {
    const counts = await countAccounts(db, filter)
    const states = Object.fromEntries(accountStates.map((state) => [state, counts.get(state) ?? 0]))
    const total = filter.state ? (counts.get(filter.state) ?? 0) : [...counts.values()].reduce((sum, n) => sum + n, 0)
    const place = { offset: (page - 1) * accountsOnPage, limit: accountsOnPage, today: today() }
    const accounts = await listAccounts(db, scope, { ...filter, ...place })
    note({ subjects: accounts.map(({ personId }) => personId), detail: { ...filter, page } })
    return {
      accounts,
      total,
      pages: Math.ceil(total / accountsOnPage),
      states: states as Record<(typeof accountStates)[number], number>,
      providers: (await providers(db)).map(({ id, label }) => ({ id, label })),
    }
  },
)
