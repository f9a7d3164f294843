import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCp932, missingInCp932 } from './cp932.ts'
import { readSheet } from './read.ts'
import { type SheetFormat, writeSheet } from './write.ts'

const reading = (bytes: Uint8Array | string) => readSheet(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
const refusal = (reason: string, values?: object) => expect.objectContaining({ reason, ...(values ? { values } : {}) })

async function excel(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('一覧'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('reads UTF-8 with and without BOM, CP932 and UTF-16, and says which it was', async () => {
  const text = '職員番号,氏名\r\n001,髙﨑 ①\r\n'
  const table = { headerLine: 1, header: ['職員番号', '氏名'], rows: [{ line: 2, cells: ['001', '髙﨑 ①'] }] }
  expect(await reading(text)).toMatchObject({ ...table, encoding: 'utf-8' })
  expect(await reading(`\ufeff${text}`)).toMatchObject({ ...table, encoding: 'utf-8-bom' })
  expect(await reading(encodeCp932(text))).toMatchObject({ ...table, encoding: 'cp932' })
  expect(await reading(Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'))).toMatchObject({
    ...table,
    encoding: 'utf-16',
  })
})

test('counts lines of the file, over line breaks in cells, titles and blank lines', async () => {
  const sheet = await reading('職員一覧\n\nA,B\n"1\n2",x\n\n3,y\n')
  expect(sheet.headerLine).toBe(3)
  expect(sheet.rows).toEqual([
    { line: 4, cells: ['1\n2', 'x'] },
    { line: 7, cells: ['3', 'y'] },
  ])
})

test('reads Excel as a person sees it: dates, zeroes, formulas, rich text, links', async () => {
  const bytes = await excel((sheet) => {
    sheet.addRow(['番号', '日付', '式', '氏名', 'リンク'])
    const row = sheet.addRow([
      12,
      new Date('2026-04-01T00:00:00Z'),
      { formula: 'A2*2', result: 24 },
      { richText: [{ text: '𠮷' }, { text: '田' }] },
      { text: 'a@example.jp', hyperlink: 'mailto:a@example.jp' },
    ])
    row.getCell(1).numFmt = '00000'
    row.getCell(2).numFmt = 'yyyy/m/d'
  })
  const sheet = await reading(bytes)
  expect(sheet).toMatchObject({ format: 'xlsx', encoding: 'excel' })
  expect(sheet.rows).toEqual([{ line: 2, cells: ['00012', '2026-04-01', '24', '𠮷田', 'a@example.jp'] }])
})

test('what is written reads back the same in every format', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\n', '漢', 'ｶ', '1', '0', '〓', 'a'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom<SheetFormat>('csv-utf8', 'csv-cp932', 'xlsx'),
      async (raw, format) => {
        const rows = raw.map((row) => row.map((text) => text.trim())).filter((row) => row.some(Boolean))
        fc.pre(rows.length > 0)
        const { bytes } = await writeSheet({ name: 'x', header: ['a', 'b', 'c'], rows }, format)
        expect((await readSheet(bytes)).rows.map((row) => row.cells)).toEqual(rows)
      },
    ),
    { numRuns: 60 },
  )
})

test('CSV never hands a formula to the program that opens it; numbers stay numbers', async () => {
  const rows = [['=1+1', '+cmd|x', '-2', '@SUM(A1)', '\tx', '＝HYPERLINK("x")', -3, '-']]
  const { bytes } = await writeSheet({ name: 'x', header: [...'abcdefgh'], rows }, 'csv-utf8')
  const line = bytes.toString().split('\r\n')[1]
  expect(line).toBe(`'=1+1,'+cmd|x,-2,'@SUM(A1),"'\tx","'＝HYPERLINK(""x"")",-3,-`.replace(`"'\tx"`, `'\tx`))
})

test('CP932 lists what it cannot hold and keeps everything else', async () => {
  const table = {
    name: 'x',
    header: ['氏名', '備考'],
    rows: [
      ['𠮷野家', '辻\u{e0100}さん'],
      ['髙﨑', '〜−①Ⅲ'],
    ],
  }
  const { bytes, missing } = await writeSheet(table, 'csv-cp932')
  expect(missing).toEqual(['𠮷', '辻\u{e0100}'])
  expect((await readSheet(bytes)).rows.map((row) => row.cells)).toEqual([
    ['〓野家', '辻さん'],
    ['髙﨑', '～－①Ⅲ'],
  ])
  expect(missingInCp932('髙﨑①〜')).toEqual([])
})

test('every code of CP932 survives reading and writing', () => {
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  for (let code = 0x8140; code <= 0xfcfc; code++) {
    let text: string
    try {
      text = decoder.decode(new Uint8Array([code >> 8, code & 0xff]))
    } catch {
      continue
    }
    if ([...text].length === 1) expect(decoder.decode(encodeCp932(text))).toBe(text)
  }
})

/** A ZIP of one deflated entry beside a workbook, whose directory states `stated` bytes for it. */
function zip(entries: { name: string; content: Buffer; stated?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, stated = content.length } of entries) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(stated, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(stated, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

test('refuses ZIP bombs, by the directory and when the directory lies', async () => {
  const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }
  const zeroes = Buffer.alloc(20 * 2 ** 20)
  const honest = zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: zeroes, stated: 600 * 2 ** 20 }])
  const lying = zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: zeroes, stated: 1000 }])
  await expect(reading(honest)).rejects.toEqual(refusal('sheet-bomb'))
  await expect(reading(lying)).rejects.toEqual(refusal('sheet-bomb'))
})

test('refuses what is no table, with its reason', async () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
  const encrypted = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
  await expect(reading('')).rejects.toEqual(refusal('sheet-empty'))
  await expect(reading('\n\n')).rejects.toEqual(refusal('sheet-empty'))
  await expect(reading('職員番号,氏名\n')).rejects.toEqual(refusal('sheet-no-rows'))
  await expect(reading('a,b\n1,"2\n')).rejects.toEqual(refusal('sheet-csv'))
  await expect(reading(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))).rejects.toEqual(refusal('sheet-type'))
  await expect(reading('%PDF-1.7\n')).rejects.toEqual(refusal('sheet-type'))
  await expect(reading(Buffer.from([0x41, 0x2c, 0xff, 0xff, 0x0a]))).rejects.toEqual(refusal('sheet-encoding'))
  await expect(reading(ole)).rejects.toEqual(refusal('sheet-old-excel'))
  await expect(reading(encrypted)).rejects.toEqual(refusal('sheet-encrypted'))
  await expect(reading(zip([{ name: 'word/document.xml', content: Buffer.from('x') }]))).rejects.toEqual(
    refusal('sheet-type'),
  )
  await expect(reading(Buffer.from('PK\x03\x04 cut off'))).rejects.toEqual(refusal('sheet-broken'))
  await expect(reading(`a,b\n${'x'.repeat(40_000)},1\n`)).rejects.toEqual(refusal('sheet-cell'))
  await expect(reading(`${'a,'.repeat(300)}a\n1\n`)).rejects.toEqual(refusal('sheet-columns'))
})

test('a few unreadable bytes stay visible in their cells instead of stopping the whole file', async () => {
  const good = encodeCp932(`職員番号,氏名\r\n${'1,山田 太郎\r\n'.repeat(100)}2,`)
  const sheet = await reading(Buffer.concat([good, Buffer.from([0x8e, 0x52, 0xff, 0x0d, 0x0a])]))
  expect(sheet.encoding).toBe('cp932')
  expect(sheet.rows.at(-1)).toEqual({ line: 102, cells: ['2', '山\ufffd'] })
})

test('a workbook with macros is read as data, and an empty first sheet is passed over', async () => {
  const bytes = await excel((_, book) => {
    const second = book.addWorksheet('職員')
    second.addRow(['職員番号', '氏名'])
    second.addRow(['1', '佐藤'])
  })
  expect((await reading(bytes)).rows).toEqual([{ line: 2, cells: ['1', '佐藤'] }])
})

test('a cell of several lines is one cell also to Excel, which ends a row at any line break outside quotes', async () => {
  const rows = [['一行目\n=二行目', '次']]
  const { bytes } = await writeSheet({ name: 'x', header: ['a', 'b'], rows }, 'csv-utf8')
  expect(bytes.toString()).toContain('"一行目\n=二行目",次')
  expect((await readSheet(bytes)).rows[0]?.cells).toEqual(rows[0])
})
