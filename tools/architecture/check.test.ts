import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkArchitecture } from './check.ts'

/** A small house in which every layer and file kind stands and every import is allowed. */
const house: Record<string, string> = {
  'package.json': JSON.stringify({
    imports: {
      '#kernel/*': './src/kernel/*.ts',
      '#server/*': './src/server/*.ts',
      '#engines/*': './src/engines/*.ts',
      '#modules/*': './src/modules/*.ts',
      '#db/*': './db/*.ts',
    },
  }),
  'db/tables.ts': 'export interface Database { person: { id: string } }',
  'src/engines/ranking/rank.ts': "import { terms } from './terms.ts'\nexport const rank = terms",
  'src/engines/ranking/terms.ts': 'export const terms = []',
  'src/engines/coverage/cover.ts': 'export const cover = 1',
  'src/kernel/id.ts': "import { z } from 'zod'\nexport const Id = z.string()",
  'src/kernel/contract.ts': "export const common = '見つかりませんでした。'",
  'src/server/session.ts': "import { Id } from '#kernel/id'\nexport type Scope = typeof Id",
  'src/server/mail.ts': 'export const send = () => {}',
  'src/server/db/transaction.ts': "import type { Database } from '#db/tables'\nexport type Db = Database",
  'src/server/testing/database.ts': "import { router } from '../../app/server.ts'\nexport const started = router",
  'src/ui/button.tsx':
    "import { Id } from '../kernel/id.ts'\nexport const Button = () => <b title={String(Id)}>押す</b>",
  'src/modules/staff/README.md': '# staff',
  'src/modules/staff/contract/person.ts': "import { operation } from '#kernel/contract'\nexport const label = '職員'",
  'src/modules/staff/contract.ts':
    "import { label } from './contract/person.ts'\nexport const staffContract = { label }",
  'src/modules/staff/rules.ts':
    "import { rank } from '#engines/ranking/rank'\nexport const order = rank // 主務 first, e.g. 「主務です。」",
  'src/modules/staff/store.ts':
    "import { sql } from 'kysely'\nimport type { Db } from '#server/db/transaction'\nimport type { Scope } from '#server/session'\nexport const find = (db: Db, scope: Scope) => sql",
  'src/modules/staff/handlers.ts':
    "import { randomUUID } from 'node:crypto'\nimport sharp from 'sharp'\nimport { send } from '#server/mail'\nimport { find } from './store.ts'\nexport const staffHandlers = [randomUUID, sharp, send, find]",
  'src/modules/staff/public.ts': "export { find } from './store.ts'",
  'src/modules/community/README.md': '# community',
  'src/modules/community/contract.ts':
    "import { staffContract } from '#modules/staff/contract'\nexport const communityContract = staffContract",
  'src/modules/community/content.ts': "import { z } from 'zod'\nexport const content = z.string()",
  'src/modules/community/messages.ts': "export const subject = '新しい回答が届きました'",
  'src/modules/community/jobs.ts': "import { find } from '#modules/staff/public'\nexport const jobs = [find]",
  'src/modules/community/routes.ts': "import { find } from '#modules/staff/public'\nexport const routes = [find]",
  'src/modules/community/demo.ts': "import { content } from './content.ts'\nexport const load = content",
  'src/modules/community/web/topic-page.tsx':
    "import { Button } from '../../../ui/button.tsx'\nimport { communityContract } from '../contract.ts'\nexport const TopicPage = () => <Button>{String(communityContract)}質問</Button>",
  'src/modules/community/handlers.test.ts':
    "import { started } from '#server/testing/database'\nimport { load } from './demo.ts'\nstarted(load, '何でも')",
  'src/app/server.ts': "import { staffHandlers } from '#modules/staff/handlers'\nexport const router = staffHandlers",
  'tools/small.ts': "import { router } from '../src/app/server.ts'\nexport const seen = router",
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'banso-house-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function check(changes: Record<string, string> = {}) {
  for (const [path, text] of Object.entries({ ...house, ...changes })) {
    if (text === '') continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), `${text}\n`)
  }
  // `operation` is not declared in the small kernel: the check reads imports, it does not compile.
  return checkArchitecture(root)
}

test('the small house itself is in order', () => {
  const { failures, notes, subjects } = check()
  expect(failures).toEqual([])
  expect(notes).toEqual([])
  expect(subjects).toBe(Object.keys(house).length - 2) // package.json and db/ are not looked at
})

const lines = (count: number) => Array.from({ length: count }, (_, at) => `export const a${at} = ${at}`).join('\n')

/** What is planted, where it is, and what the check must say of it. */
const violations: [rule: string, path: string, text: string, says: RegExp][] = [
  ['src holds only the layers', 'src/shared/x.ts', 'export const x = 1', /src\/ holds only/],
  ['an engine is a folder', 'src/engines/irt.ts', 'export const x = 1', /an engine is a folder/],
  ['a module is a folder', 'src/modules/x.ts', 'export const x = 1', /a module is a folder/],
  ['only modules of the order', 'src/modules/weather/README.md', '# x', /"weather" is not in the order/],
  ['only file kinds of the table', 'src/modules/staff/model.ts', 'export const x = 1', /may hold only README/],
  ['kinds as folders too', 'src/modules/staff/models/x.ts', 'export const x = 1', /may hold only README/],
  ['a README in each module', 'src/modules/staff/README.md', '', /staff\/README.md: missing/],
  ['public ≤ 30 lines', 'src/modules/staff/public.ts', lines(31), /31 lines, at most 30/],
  ['≤ 400 lines', 'tools/long.ts', lines(401), /401 lines, at most 400/],
  ['no barrel', 'src/kernel/all.ts', "export * from './id.ts'", /a barrel/],
  ['no index files', 'src/ui/index.tsx', 'export const x = 1', /no file is called "index.tsx"/],
  ['no utils files', 'src/kernel/utils.ts', 'export const x = 1', /no file is called "utils.ts"/],
  ['no helpers folders', 'src/server/helpers/x.ts', 'export const x = 1', /no folder is called "helpers"/],
  ['kebab-case', 'src/kernel/fiscalYear.ts', 'export const x = 1', /kebab-case/],
  ['no Manager', 'src/server/x.ts', 'export class MailManager {}', /"MailManager" says nothing/],
  [
    'no Service by re-naming',
    'src/server/x.ts',
    'const a = 1\nexport { a as mailService }',
    /"mailService" says nothing/,
  ],
  ['files that do not parse', 'src/server/x.ts', 'export const = 1', /x\.ts: /],
  ['imports that lead nowhere', 'src/app/x.ts', "import './gone.ts'", /cannot find ".\/gone.ts"/],
  ['imports without an ending', 'src/app/x.ts', "import './server'", /cannot find ".\/server"/],
  ['unknown aliases', 'src/app/x.ts', "import '#lib/x'", /no such alias/],

  [
    'engines ↛ other engines',
    'src/engines/ranking/terms.ts',
    "import '#engines/coverage/cover'",
    /may not import src\/eng/,
  ],
  ['engines ↛ kernel', 'src/engines/ranking/terms.ts', "import '#kernel/id'", /may not import src\/kernel\/id/],
  ['engines ↛ Node', 'src/engines/ranking/terms.ts', "import 'node:fs'", /may not use node:fs/],
  ['kernel ↛ server', 'src/kernel/x.ts', "import '#server/session'", /may not import src\/server/],
  ['kernel ↛ packages', 'src/kernel/x.ts', "import 'pg'", /may not use the package pg; allowed: zod/],
  ['kernel ↛ Node', 'src/kernel/x.ts', "import 'node:crypto'", /may not use node:crypto/],
  ['server ↛ modules', 'src/server/x.ts', "import '#modules/staff/public'", /may not import src\/modules/],
  ['server ↛ engines', 'src/server/x.ts', "import '#engines/ranking/rank'", /may not import src\/engines/],
  ['server ↛ its tests', 'src/server/x.ts', "import './testing/database.ts'", /may not import .*testing/],
  ['app ↛ tests', 'src/app/x.ts', "import '#server/testing/database'", /may not import .*testing/],
  ['ui ↛ modules', 'src/ui/x.tsx', "import '../modules/staff/contract.ts'", /may not import src\/modules/],
  ['ui ↛ server', 'src/ui/x.tsx', "import '../server/session.ts'", /may not import src\/server/],
  ['nothing ↛ app', 'src/modules/staff/jobs.ts', "import '../../app/server.ts'", /may not import src\/app/],
  ['nothing ↛ tools', 'src/server/x.ts', "import '../../tools/small.ts'", /may not import tools/],

  ['contract ↛ rules', 'src/modules/staff/contract.ts', "import './rules.ts'", /may not import .*rules/],
  [
    'contract ↛ below',
    'src/modules/staff/contract.ts',
    "import '#modules/community/contract'",
    /may not import .*comm/,
  ],
  ['contract ↛ public above', 'src/modules/community/contract.ts', "import '#modules/staff/public'", /may not import/],
  ['contract ↛ packages', 'src/modules/staff/contract.ts', "import 'kysely'", /may not use the package kysely/],
  [
    'content ↛ contracts above',
    'src/modules/community/content.ts',
    "import '#modules/staff/contract'",
    /may not import/,
  ],
  ['rules ↛ store', 'src/modules/staff/rules.ts', "import './store.ts'", /may not import .*store/],
  ['rules ↛ packages', 'src/modules/staff/rules.ts', "import 'zod'", /may not use the package zod; allowed: none/],
  ['rules ↛ Node', 'src/modules/staff/rules.ts', "import 'node:fs'", /may not use node:fs/],
  ['rules ↛ contracts above', 'src/modules/community/rules.ts', "import '#modules/staff/contract'", /may not import/],
  ['messages ↛ store', 'src/modules/staff/messages.ts', "import './store.ts'", /may not import .*store/],
  ['store ↛ rules', 'src/modules/staff/store/a.ts', "import '../rules.ts'", /may not import .*rules/],
  ['store ↛ rest of server', 'src/modules/staff/store.ts', "import '#server/mail'", /may not import src\/server\/mail/],
  ['store ↛ engines', 'src/modules/staff/store.ts', "import '#engines/ranking/rank'", /may not import src\/engines/],
  [
    'handlers ↛ store above',
    'src/modules/community/handlers.ts',
    "import '#modules/staff/store'",
    /may not import .*store/,
  ],
  [
    'routes ↛ store above',
    'src/modules/community/routes.ts',
    "import '#modules/staff/store'",
    /may not import .*store/,
  ],
  ['jobs ↛ below', 'src/modules/staff/jobs.ts', "import '#modules/community/jobs'", /may not import .*community/],
  ['demo ↛ ui', 'src/modules/staff/demo.ts', "import '../../ui/button.tsx'", /may not import src\/ui/],
  ['public ↛ kernel', 'src/modules/staff/public.ts', "import { Id } from '#kernel/id'", /may not import src\/kernel/],
  ['web ↛ store', 'src/modules/staff/web/x.tsx', "import '../store.ts'", /may not import .*store/],
  ['web ↛ other webs', 'src/modules/staff/web/x.tsx', "import '../../community/web/topic-page.tsx'", /may not/],
  ['web ↛ server', 'src/modules/staff/web/x.tsx', "import '../../../server/session.ts'", /may not import src\/server/],
  ['web ↛ Node', 'src/modules/staff/web/x.tsx', "import 'node:path'", /may not use node:path/],

  [
    'type imports count',
    'src/kernel/x.ts',
    "import type { Scope } from '#server/session'",
    /may not import src\/server/,
  ],
  [
    'import types count',
    'src/kernel/x.ts',
    "export type X = import('#server/session').Scope",
    /may not import src\/ser/,
  ],
  ['dynamic imports count', 'src/kernel/x.ts', "await import('#server/session')", /may not import src\/server/],
  ['re-exports count', 'src/kernel/x.ts', "export const a = 1\nexport * from '#server/session'", /may not import src/],
  ['workers count', 'src/ui/x.ts', "new Worker(new URL('../server/mail.ts', import.meta.url))", /may not import src/],

  ['no Japanese in rules', 'src/modules/staff/rules.ts', "export const a = '主務'", /Japanese text belongs/],
  ['no Japanese in templates', 'src/modules/staff/store.ts', 'export const a = `件`', /Japanese text belongs/],
  ['no Japanese in handlers', 'src/modules/staff/handlers.ts', "export const a = 'です'", /Japanese text belongs/],
  ['no Japanese in server', 'src/server/x.ts', "export const a = '件'", /Japanese text belongs/],
  ['comments in English', 'src/app/x.ts', 'export const a = 1 // 一を返します', /comments are English/],
]

test.each(violations)('%s', (_rule, path, text, says) => {
  const { failures } = check({ [path]: text })
  const here = failures.filter((failure) => failure.startsWith(path))
  expect(here).toEqual([expect.stringMatching(says)])
})

test('a file over 250 lines is listed, not failed', () => {
  const { failures, notes } = check({ 'src/kernel/long.ts': lines(251) })
  expect(failures).toEqual([])
  expect(notes).toEqual([expect.stringContaining('src/kernel/long.ts has 251 lines')])
})

test('Japanese in a regular expression is a matter of matching, not a text', () => {
  expect(check({ 'src/engines/ranking/terms.ts': 'export const terms = /[ぁ-ん]/' }).failures).toEqual([])
})
