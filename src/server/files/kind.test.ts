import Excel from 'exceljs'
import { expect, test } from 'vitest'
import { encodeCp932 } from '#server/sheet/cp932'
import { kindOf } from './kind.ts'
import { tidyName } from './name.ts'

const workbook = async () => {
  const book = new Excel.Workbook()
  book.addWorksheet('表').addRow(['件数', 1])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A ZIP of empty entries with these names, as a packer would write it. */
function zipOf(names: string[]): Buffer {
  const entry = (name: string, offset: number) => {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(offset, 42)
    return { local: Buffer.concat([local, Buffer.from(name)]), central: Buffer.concat([central, Buffer.from(name)]) }
  }
  const made: ReturnType<typeof entry>[] = []
  let offset = 0
  for (const name of names) {
    made.push(entry(name, offset))
    offset += made.at(-1)!.local.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...made.map(({ local }) => local), ...made.map(({ central }) => central), end])
}

const oldOffice = Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex')
const program = Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'latin1')

test.each([
  ['a PDF called a picture', Buffer.from('%PDF-1.7\n%\u00e2\n'), 'a.png', 'application/pdf'],
  ['CP932 lines', encodeCp932('氏名,所属\r\n髙橋,市民課\r\n'), '名簿.csv', 'text/csv'],
  ['UTF-8 lines', Buffer.from('\ufeff氏名,所属'), '名簿.CSV', 'text/csv'],
  ['words that look like a picture or a program', Buffer.from('BMI,MZ世代\n'), 'BM.txt', 'text/plain'],
])('%s is told by its content', async (_, bytes, name, type) => {
  expect(await kindOf(bytes, name)).toBe(type)
})

test('Office documents are told by their parts, without unpacking them', async () => {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  expect(await kindOf(await workbook(), '集計.zip')).toBe(spreadsheet)
  const word = zipOf(['[Content_Types].xml', 'word/document.xml'])
  expect(await kindOf(word, '要領.docx')).toMatch(/wordprocessingml/)
})

test.each([
  ['nothing at all', Buffer.alloc(0), 'a.txt', 'file-empty'],
  ['an archive', zipOf(['a.txt']), 'a.xlsx', 'file-archive'],
  [
    'macros in a plain workbook',
    zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']),
    'a.xlsx',
    'file-macro',
  ],
  [
    'macro sheets',
    zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/macrosheets/sheet1.xml']),
    'a.xlsx',
    'file-macro',
  ],
  ['a program called a text', program, 'a.txt', 'file-program'],
  ['a program called a picture', program, 'a.png', 'file-program'],
  ['a script', Buffer.from('del /q *'), 'a.bat', 'file-program'],
  ['a shell script called a text', Buffer.from('#!/bin/sh\nrm -r /'), 'a.txt', 'file-program'],
  ['a page called a text', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.txt', 'file-page'],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg', 'file-page'],
  ['a drawing called a picture', Buffer.from('<?xml version="1.0"?><svg/>'), 'a.png', 'file-page'],
  ['an old or locked Office document', oldOffice, 'a.xlsx', 'file-old-office'],
  [
    'a photograph of a telephone',
    Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic', 'latin1'),
    'a.jpg',
    'file-picture-type',
  ],
  ['bytes called a text', Buffer.from([1, 2, 3, 0, 255, 254]), 'a.csv', 'file-text'],
  ['bytes of nobody', Buffer.from([1, 2, 3, 0, 255, 254]), 'a.dat', 'file-type'],
])('%s is refused', async (_, bytes, name, reason) => {
  await expect(kindOf(bytes, name)).rejects.toMatchObject({ reason })
})

test.each([
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Users\\sato\\手順.PDF', 'application/pdf', '手順.pdf'],
  ['請求書\u202efdp.exe', 'application/pdf', '請求書fdp.pdf'],
  ['見積 v1.2', 'application/pdf', '見積 v1.2.pdf'],
  ['写真.jpeg', 'image/jpeg', '写真.jpeg'],
  ['写真.jpeg', 'image/png', '写真.png'],
  ['か\u3099\ufa19.csv', 'text/csv', 'が\ufa19.csv'],
  ['a<b>:"c"|?*.txt', 'text/plain', 'a_b___c____.txt'],
  ['\ud800\u0000...', 'image/png', 'file.png'],
  ['', 'image/png', 'file.png'],
] as const)('%j as %s is called %j', (given, type, name) => {
  expect(tidyName(given, type)).toBe(name)
})

test('a name of 300 characters is cut, its extension kept', () => {
  expect(tidyName(`${'𠮷'.repeat(300)}.xlsx`, 'text/csv')).toBe(`${'𠮷'.repeat(120)}.csv`)
})
