/** All people of a prefecture, computed anew on two threads; run as a thread, it computes its half. */
import { once } from 'node:events'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { estimateArea } from '#engines/skill-estimate/estimate'
import type { Evidence, Kind } from '#engines/skill-estimate/evidence'
import { numbersFrom } from '#kernel/random'
import { size, today } from './world.ts'

const areas = 6
const kinds: readonly Kind[] = ['self', 'colleague', 'manager', 'test', 'answer', 'import']
/** Ledgers are drawn for so many people and then computed again and again, so that drawing does not count. */
const different = 100

interface Work {
  people: number
  rows: number
  seed: number
}

/** Seconds on two threads for so many people with so many rows each, and of processor time. */
export async function speed(people: number, rows: number): Promise<{ seconds: number; processor_seconds: number }> {
  const started = performance.now()
  const threads = [1, 2].map(async (seed): Promise<number> => {
    const worker = new Worker(import.meta.filename, { workerData: { people: people / 2, rows, seed } satisfies Work })
    const [processorSeconds] = await once(worker, 'message')
    return processorSeconds
  })
  const [one, two] = await Promise.all(threads)
  const tenth = (value: number) => Math.round(value * 10) / 10
  return { seconds: tenth((performance.now() - started) / 1000), processor_seconds: tenth(one! + two!) }
}

function ledgers({ rows, seed }: Work): Evidence[][][] {
  const random = numbersFrom(seed)
  const below = (end: number) => Math.floor(random() * end)
  return Array.from({ length: different }, () => {
    const own = Array.from({ length: areas }, (): Evidence[] => [])
    for (let n = 0; n < rows; n++) {
      const kind = kinds[below(kinds.length)]!
      own[n % areas]!.push({
        ...{ id: `row ${below(1e9)}`, skill: below(size), kind, level: kind === 'answer' ? null : below(5) },
        ...{
          error: kind === 'test' ? 0.5 : null,
          part: null,
          day: today - below(1500),
          source: `colleague ${below(8)}`,
        },
      })
    }
    return own
  })
}

if (workerData) {
  const work: Work = workerData
  const people = ledgers(work)
  let sum = 0
  for (let n = 0; n < work.people; n++)
    for (const rows of people[n % different]!) sum += estimateArea(size, rows, today).skills[0]!.mean
  if (!Number.isFinite(sum)) throw new Error('An estimate is no number')
  const { user, system } = process.threadCpuUsage()
  parentPort!.postMessage((user + system) / 1e6)
}
