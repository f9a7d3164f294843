import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corresponding } from './crosswalk.ts'

const link = (from: string, to: string) => {
  const [fromFramework = '', fromSkill = ''] = from.split(':')
  const [toFramework = '', toSkill = ''] = to.split(':')
  return { fromFramework, fromSkill, toFramework, toSkill }
}
const wanted = { framework: 'a', skills: new Set(['1', '2', '3']) }

test('a skill in use is itself, whatever it is linked with', () => {
  expect(corresponding({ framework: 'a', skill: '1' }, wanted, [link('a:1', 'a:2')])).toEqual(['1'])
})

test('the nearest count, and which side says so makes no difference', () => {
  const links = [link('a:1', 'b:x'), link('b:x', 'c:y'), link('a:3', 'c:y'), link('c:z', 'c:y')]
  expect(corresponding({ framework: 'b', skill: 'x' }, wanted, links)).toEqual(['1'])
  expect(corresponding({ framework: 'c', skill: 'y' }, wanted, links)).toEqual(['3'])
  expect(corresponding({ framework: 'c', skill: 'z' }, wanted, links)).toEqual(['3'])
})

test('a skill that is gone does not pass to another of its framework by way of a foreign one, only by a link that says so', () => {
  const over = [link('a:old', 'd:z'), link('a:1', 'd:z')]
  expect(corresponding({ framework: 'a', skill: 'old' }, wanted, over)).toEqual([])
  expect(corresponding({ framework: 'a', skill: 'old' }, wanted, [...over, link('a:2', 'a:old')])).toEqual(['2'])
  expect(corresponding({ framework: 'd', skill: 'z' }, wanted, over)).toEqual(['1'])
})

test('circles end, with nothing found or with what is beside them', () => {
  const circle = [link('b:x', 'c:y'), link('c:y', 'd:z'), link('d:z', 'b:x'), link('b:x', 'b:x')]
  expect(corresponding({ framework: 'b', skill: 'x' }, wanted, circle)).toEqual([])
  expect(corresponding({ framework: 'b', skill: 'x' }, wanted, [...circle, link('d:z', 'a:2')])).toEqual(['2'])
})

test('any tangle of links ends, finds only what is wanted, each once, in whatever order the links come', () => {
  const place = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3', '4', '5'))
  const links = fc.array(
    fc.tuple(place, place).map(([from, to]) => link(from.join(':'), to.join(':'))),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(place, links, ([framework, skill], given) => {
      const found = corresponding({ framework, skill }, wanted, given)
      expect(new Set(found).size).toBe(found.length)
      for (const code of found) expect(wanted.skills).toContain(code)
      expect(corresponding({ framework, skill }, wanted, given.toReversed())).toEqual(found)
    }),
  )
})
