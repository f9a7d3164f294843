import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ShippedFramework } from './content.ts'

const folder = new URL('../../../data/framework/', import.meta.url)
const shipped = readdirSync(folder).map(
  (file) => ShippedFramework.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).framework,
)
const one = (code: string, version: string) => shipped.find((it) => it.code === code && it.version === version)!

test('the counts are those of the sources', () => {
  const counts = shipped.map(({ code, version, skills }) => `${code} ${version}: ${skills.length}`).sort()
  expect(counts).toEqual(['city 1: 24', 'dss-l 1.1: 23', 'dss-p 1.2: 49', 'dss-p 2.0: 67'])
})

test('every crosswalk leads to a skill that is shipped, and not to itself', () => {
  const known = new Set(shipped.flatMap(({ code, skills }) => skills.map((skill) => `${code} ${skill.code}`)))
  for (const { code, skills } of shipped)
    for (const skill of skills)
      for (const to of skill.crosswalk) {
        expect(known).toContain(`${to.framework} ${to.skill}`)
        expect(`${to.framework} ${to.skill}`).not.toBe(`${code} ${skill.code}`)
      }
})

test('a code means the same skill in both versions of the standard', () => {
  const names = new Map(one('dss-p', '2.0').skills.map(({ code, name }) => [code, name.normalize('NFKC')]))
  for (const { code, name } of one('dss-p', '1.2').skills)
    if (names.has(code)) expect([code, name.normalize('NFKC')]).toEqual([code, names.get(code)])
})

test('the starter set: six areas of four skills, each level and example worded on its own, all assumed', () => {
  const city = one('city', '1')
  for (const { code } of city.areas) expect(city.skills.filter(({ area }) => area === code)).toHaveLength(4)
  const words = city.skills.flatMap(({ levels, examples, description }) => [...levels, ...examples, description])
  expect(new Set(words).size).toBe(24 * 8)
  for (const text of words) expect(text).toMatch(/。$/)
  for (const skill of city.skills) {
    expect(skill.axes.length).toBeGreaterThan(0)
    expect(skill.crosswalk.some(({ framework }) => framework === 'dss-p')).toBe(true)
  }
  expect(city.profiles.filter(({ kind }) => kind === 'tier').map(({ name }) => name)).toEqual([
    '一般行政職員',
    'DX推進リーダー',
    '高度専門人材',
  ])
  expect(new Set(city.profiles.map(({ status }) => status))).toEqual(new Set(['assumed']))
})

test('what was not checked against its source says so', () => {
  for (const { code, status, skills } of shipped)
    if (code !== 'city')
      expect(new Set([status, ...skills.map((skill) => skill.status)])).toEqual(new Set(['unverified']))
})
