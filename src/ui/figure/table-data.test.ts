import { expect, test } from 'vitest'
import { toCsv } from './table-data.ts'

test('CSV opens in Excel and runs no formula', () => {
  const csv = toCsv({
    columns: ['課', '件数'],
    rows: [
      ['情報"政策",課', -3],
      ['=HYPERLINK("x")', null],
    ],
  })
  expect(csv).toBe('\uFEFF課,件数\r\n"情報""政策"",課",-3\r\n"\'=HYPERLINK(""x"")",\r\n')
})
