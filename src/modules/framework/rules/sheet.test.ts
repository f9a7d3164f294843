import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeSheet } from '#server/sheet/write'
import { FrameworkDocument } from '../contract/document.ts'
import { readFrameworkFile } from '../handlers/reading.ts'
import { tableOf } from './sheet.ts'

const characters = fc.constantFrom(...'あ漢①𠮷=+-@\'",、，:：;\t|<&>％0123 　ー．.⏎é')
const words = (most: number, breaks = false) =>
  fc.array(characters, { minLength: 1, maxLength: Math.min(most, 24) }).map(
    (all) =>
      all
        .join('')
        .replaceAll('\t', ' ')
        .replaceAll('⏎', breaks ? '\n' : 'x')
        .trim() || 'x',
  )
const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { nil: '' })
const status = fc.constantFrom('assumed' as const, 'unverified' as const, 'verified' as const)
const codes = (prefix: string) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 5 })
    .map((all) => all.map((n) => `${prefix}${n}.a-1`))
const five = (text: fc.Arbitrary<string>) => fc.array(text, { minLength: 5, maxLength: 5 })

const documents = fc.tuple(codes('a'), codes('s'), codes('p')).chain(([areas, skills, profiles]) =>
  fc.record({
    code: fc.constantFrom('city', 'dss-p', '1.1'),
    version: fc.constantFrom('1', '2.0', '1.10', '2026-04'),
    name: words(80),
    description: maybe(words(2000, true)),
    source: maybe(words(1000, true)),
    licence: maybe(words(200)),
    status,
    levels: five(words(40)),
    areas: fc.tuple(
      ...areas.map((code) =>
        fc.record({
          code: fc.constant(code),
          name: words(60),
          description: maybe(words(400, true)),
          category: maybe(words(60)),
        }),
      ),
    ),
    skills: fc.tuple(
      ...skills.map((code) =>
        fc.record({
          code: fc.constant(code),
          area: fc.constantFrom(...areas),
          name: words(80),
          description: maybe(words(600, true)),
          axes: fc.subarray(['service', 'administration', 'workstyle'] as const),
          levels: fc.oneof(fc.constant([]), five(words(300))),
          examples: fc.array(words(300), { maxLength: 3 }),
          status,
          source: maybe(words(400)),
          crosswalk: fc.uniqueArray(
            fc.record({ framework: fc.constantFrom('x', 'y-1'), skill: fc.constantFrom('1.1-01', 'b') }),
            {
              selector: ({ framework, skill }) => `${framework} ${skill}`,
            },
          ),
        }),
      ),
    ),
    profiles: fc.tuple(
      ...profiles.map((code) =>
        fc.record({
          code: fc.constant(code),
          kind: fc.constantFrom('tier' as const, 'role' as const),
          name: words(60),
          description: maybe(words(400, true)),
          status,
          targets: fc
            .subarray(skills)
            .chain((chosen) =>
              fc.tuple(
                ...chosen.map((skill) =>
                  fc.record({ skill: fc.constant(skill), level: fc.integer({ min: 0, max: 4 }) }),
                ),
              ),
            ),
        }),
      ),
    ),
  }),
)

test('written and read again is the same, as CSV and as JSON', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (given) => {
      const document = FrameworkDocument.parse(given)
      const { bytes } = await writeSheet({ name: 'x', ...tableOf(document) }, 'csv-utf8')
      expect(await readFrameworkFile(bytes)).toMatchObject({ refused: [], document })
      const json = Buffer.from(JSON.stringify(document))
      expect(await readFrameworkFile(json)).toMatchObject({ refused: [], document })
    }),
    { numRuns: 200 },
  )
})

test('and as an Excel book', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (given) => {
      const document = FrameworkDocument.parse(given)
      const { bytes } = await writeSheet({ name: 'x', ...tableOf(document) }, 'xlsx')
      expect(await readFrameworkFile(bytes)).toMatchObject({ refused: [], document })
    }),
    { numRuns: 15 },
  )
})
