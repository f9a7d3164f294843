import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel/refusal'
import { resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { enqueue, type JobTask } from '#server/jobs'
import { log } from '#server/log'
import { inBody, signedIn } from '#server/operations'
import { calibrationContract, leastAnswers } from '../contract/calibration.ts'
import type { ItemParameters } from '../contract/parameters.ts'
import { abilities, type Calibratable, expectedShare, type Outcome } from '../rules/calibrate.ts'
import { abilityOf } from '../rules/estimate.ts'
import {
  adoptRun,
  answersTo,
  exposures,
  failRun,
  finishRun,
  foundBy,
  insertRun,
  lastRun,
  observedBy,
  runOf,
  workedItems,
} from '../store/calibration.ts'
import { itemCounts } from '../store/item.ts'
import { skillNames } from './item.ts'
import { frameworkNeeded } from './subject.ts'

const operations = signedIn(calibrationContract)

export const calibrateTask = 'calibration.run'

const plain = ({ a, b, c = null }: Omit<ItemParameters, 'c'> & { c?: number | null }) => ({ a, b: [...b], c })

export const calibrationHandlers = {
  report: operations.report.handler(async ({ input, context: { db, scope } }) => {
    const framework = await frameworkNeeded(db, scope.bodyId)
    const area = framework.areas.find(({ code }) => code === (input.area ?? framework.areas[0]?.code))
    if (!area) throw new Refusal('invalid', 'no-area')
    const within = await skillsIn(db, scope.bodyId, area.code)
    const skills = await itemSkills(db, scope.bodyId, within)
    const nameOf = await skillNames(db, scope.bodyId)
    const { tests, people, given } = await exposures(db, scope.bodyId, within)
    const run = (await lastRun(db, scope.bodyId, area.code)) ?? null
    const found = new Map((run ? await foundBy(db, scope.bodyId, run.id) : []).map((one) => [one.code, one]))
    const observed = await observedBy(db, scope.bodyId, skills)
    const items = await workedItems(db, scope.bodyId, skills)
    return {
      area: area.code,
      areas: framework.areas.map(({ code, name }) => ({ code, name })),
      ...{ tests, people, run },
      items: items.map(({ framework: family, skill, version, parameters, calibrated, ...item }) => {
        const one = found.get(item.code)
        return {
          ...item,
          skillName: nameOf(family, skill),
          exposure: tests === 0 ? 0 : (given[item.code] ?? 0) / tests,
          parameters: { ...plain(parameters), calibrated },
          found:
            one && one.version === version
              ? {
                  ...plain(one.parameters),
                  ...{ answers: one.answers, errors: one.errors && plain(one.errors), fit: one.fitP },
                }
              : null,
          curve: abilities.map((ability) => expectedShare(parameters, ability)),
          observed: observed
            .filter(({ code }) => code === item.code)
            .map(({ mean, points, people: count }) => ({
              ...{ ability: abilityOf(mean), share: points / parameters.b.length, people: count },
            })),
        }
      }),
    }
  }),

  run: operations.run.handler(async ({ input: { id, area, anchored }, context: { db, scope, note } }) => {
    const framework = await frameworkNeeded(db, scope.bodyId)
    if (!framework.areas.some(({ code }) => code === area)) throw new Refusal('invalid', 'no-area')
    if ((await lastRun(db, scope.bodyId, area))?.state === 'waiting') throw new Refusal('conflict', 'waiting')
    const items = await workedItems(
      db,
      scope.bodyId,
      await itemSkills(db, scope.bodyId, await skillsIn(db, scope.bodyId, area)),
    )
    if (!items.some(({ answers }) => answers > 0)) throw new Refusal('conflict', 'no-answers')
    await insertRun(db, scope, { id, framework: framework.code, area })
    await enqueue(db, calibrateTask, { bodyId: scope.bodyId, id, anchored }, { attempts: 2 })
    note({ subjects: [id], detail: { area, anchored } })
    return {}
  }),

  adopt: operations.adopt.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    const run = await runOf(db, scope.bodyId, id, true)
    if (!run) throw new Refusal('missing', 'not-found')
    if (run.state !== 'done') throw new Refusal('conflict', 'not-done')
    if (run.adoptedAt) throw new Refusal('conflict', 'adopted')
    const adopted = await adoptRun(db, scope, id, leastAnswers)
    if (adopted === 0) throw new Refusal('conflict', 'too-few')
    note({ subjects: [id], detail: { area: run.area, adopted } })
    return { adopted }
  }),
}

/** The skills items are written on that stand for skills of an area of the framework in use. */
async function itemSkills(db: Db, bodyId: number, within: readonly string[]): Promise<string[]> {
  const resolve = await resolverOf(db, bodyId)
  const written = await itemCounts(db, bodyId)
  return [
    ...new Set(
      written.flatMap(({ framework, skill }) =>
        resolve(framework, skill).some((one) => within.includes(one)) ? [skill] : [],
      ),
    ),
  ]
}

async function skillsIn(db: Db, bodyId: number, area: string): Promise<string[]> {
  const { skills } = await frameworkNeeded(db, bodyId)
  return skills.filter((skill) => skill.area === area).map(({ code }) => code)
}

/** Works out one calibration that was asked for; asked again (after a crash) it does nothing new. */
export const runCalibration: JobTask = async ({ bodyId, id, anchored }, { pool }) => {
  const [body, run] = [Number(bodyId), String(id)]
  const given = await inBody(pool, body, async (db) => {
    const asked = await runOf(db, body, run)
    if (asked?.state !== 'waiting') return undefined
    const worked = await workedItems(db, body, await itemSkills(db, body, await skillsIn(db, body, asked.area)))
    const items = worked.map(
      ({ code, version, parameters, calibrated }): Calibratable => ({
        ...{ code, version, parameters, anchor: anchored === true && calibrated },
      }),
    )
    return {
      items,
      people: await answersTo(
        db,
        body,
        items.map(({ code }) => code),
      ),
    }
  })
  if (!given) return
  try {
    const outcome = await inWorker(given)
    await inBody(pool, body, (db) => finishRun(db, body, run, outcome))
  } catch (error) {
    log.error({ err: error, calibration: run }, 'calibration failed')
    await inBody(pool, body, (db) => failRun(db, body, run))
  }
}

async function inWorker(workerData: object): Promise<Outcome> {
  const worker = new Worker(join(import.meta.dirname, 'calibration-worker.ts'), { workerData })
  try {
    const [outcome] = await once(worker, 'message')
    return outcome as Outcome
  } finally {
    await worker.terminate()
  }
}
