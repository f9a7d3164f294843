import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareWriters, storm, type Writers } from './testing/storm.ts'
import { embeddedVictim, type Victim } from './testing/victim.ts'

let victim: Victim
let url: string
let writers: Writers

beforeAll(async () => {
  victim = embeddedVictim()
  url = await victim.start()
  writers = await prepareWriters(url, victim.ownerUrl(), 8)
})
afterAll(() => victim?.remove())

test('what the node acknowledged is there after node and server were killed under writes, twice', async () => {
  for (const duration of [700, 1100]) {
    const after = await storm(victim, url, writers, duration)
    url = after.url
    expect(after.acknowledged).toBeGreaterThan(0)
    expect(after).toMatchObject({ lost: [], unaudited: 0, auditFaults: 0 })
  }
})
