import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let hr: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'hr', roles: ['hr'], section: '0001' })
  await node.owner.query("update person set employment = 'guest'")
  hr = await node.as('hr')
})
afterAll(() => node?.stop())

async function checked(kind: 'people' | 'sections', lines: string[], mode: 'full' | 'differences', asOf: string) {
  const read = await hr.staffImport.read({ kind, file: new File([lines.join('\n')], 'x.csv') })
  return { id: read.id, ...(await hr.staffImport.check({ id: read.id, mapping: read.mapping, mode, asOf })) }
}
const codeOf = (i: number) => String(1001 + (i % 90))

test('April for 1,400 people: what the dry run shows is what stands afterwards, person by person', async () => {
  const sections = Array.from({ length: 90 }, (_, i) => `${codeOf(i)},第${i}課`)
  const first = await checked('sections', ['所属コード,所属名', ...sections], 'full', '2020-04-01')
  // The section of those who sign in is not in the list and has people: it is refused, and so nothing is applied.
  expect(first.refusals.map((one) => one.reason)).toEqual(['section-has-people'])
  const founded = await checked('sections', ['所属コード,所属名', ...sections], 'differences', '2020-04-01')
  await hr.staffImport.apply({ id: founded.id })
  const everybody = Array.from({ length: 1400 }, (_, i) => `S${i},職員 ${i},${codeOf(i)},主事,2024-04-01`)
  const filled = await checked('people', ['職員番号,氏名,所属コード,職位,発令日', ...everybody], 'full', '2025-04-01')
  await hr.staffImport.apply({ id: filled.id })

  // A full list of the new year: every third moves on, every tenth (but these) rises, some leave, some are new.
  const moves = (i: number) => i % 3 === 0
  const rises = (i: number) => !moves(i) && i % 10 === 0
  const leaves = (i: number) => i >= 1350
  const lines = Array.from({ length: 1450 }, (_, i) => i)
    .filter((i) => !leaves(i) || i >= 1400)
    .map((i) => `S${i},職員 ${i},${codeOf(moves(i) && i < 1400 ? i + 1 : i)},${rises(i) && i < 1400 ? '主任' : '主事'}`)
  const april = await checked('people', ['職員番号,氏名,所属コード,職位', ...lines], 'full', '2026-04-01')
  expect(april.refusals).toEqual([])
  const stay = Array.from({ length: 1350 }, (_, i) => i)
  expect(april.summary).toMatchObject({
    added: 50,
    transferred: stay.filter(moves).length,
    changed: stay.filter(rises).length,
    ended: 50,
    unchanged: stay.filter((i) => !moves(i) && !rises(i)).length,
  })
  const flows = april.summary.sections
  const sum = (way: 'in' | 'out') => flows.reduce((total, flow) => total + flow[way], 0)
  expect([sum('in'), sum('out')]).toEqual([stay.filter(moves).length + 50, stay.filter(moves).length + 50])

  const shown = new Map<string, string[]>()
  for (let offset = 0; ; offset += 200) {
    const { changes, total } = await hr.staffImport.changes({ id: april.id, offset, limit: 200 })
    for (const { code, after } of changes)
      shown.set(code, after.posts.map((post) => [post.code, post.title, post.from, post.to ?? ''].join(' ')).sort())
    if (offset + 200 >= total) break
  }
  await hr.staffImport.apply({ id: april.id })
  const { rows } = await node.owner.query(`select p.staff_number as code, array_agg(
      concat_ws(' ', s.code, o.title, o.valid_from, coalesce(o.valid_to::text, '')) order by
      concat_ws(' ', s.code, o.title, o.valid_from, coalesce(o.valid_to::text, '')) collate "C") as posts
    from person p join post o on o.body_id = p.body_id and o.person_id = p.id
    join section s on s.body_id = o.body_id and s.id = o.section_id
    where p.staff_number like 'S%' group by 1`)
  const standing = new Map(rows.map((row) => [row.code as string, row.posts as string[]]))
  for (const [code, posts] of shown) expect([code, standing.get(code)]).toEqual([code, posts])
  expect(shown.size).toBe(50 + 50 + stay.filter((i) => moves(i) || rises(i)).length)
  expect((await hr.person.list({ asOf: '2026-04-01', query: '職員' })).total).toBe(1400)
  expect((await hr.person.list({ asOf: '2026-03-31', query: '職員' })).total).toBe(1400)
})
