import { z } from 'zod'

/** Sentences of everything `readSheet` may refuse with; every operation that takes a file declares them. */
export const sheetRefusals = {
  'sheet-empty': 'ファイルに何も書かれていません。中身を確かめて、もう一度選んでください。',
  'sheet-no-rows': '見出しの行だけで、データの行がありません。2行目以降にデータを入れてください。',
  'sheet-type':
    'CSVでもExcel（.xlsx）でもないファイルです。一覧をCSVまたはExcelブックで保存して、もう一度選んでください。',
  'sheet-old-excel':
    '古い形式のExcelファイル（.xls、.xlsb）は読み取れません。Excelで開き、「Excelブック（.xlsx）」として保存し直してください。',
  'sheet-encrypted':
    'パスワードで保護されたExcelファイルです。Excelで開き、パスワードを外して保存し直してから選んでください。',
  'sheet-encoding': '文字コードを判別できません。「CSV UTF-8」またはシフトJIS（Windowsの標準）で保存し直してください。',
  'sheet-csv': 'CSVの形が崩れています（{line} 行目付近）。引用符（"）の閉じ忘れがないか確かめてください。',
  'sheet-broken': 'ファイルが壊れていて読み取れません。元のファイルを開けるか確かめ、保存し直してください。',
  'sheet-bomb':
    '広げると極端に大きくなるファイルのため、安全のため読み取りません。必要な表だけを保存し直してください。',
  'sheet-rows': '行が多すぎます（上限 {limit} 行）。ファイルを分けてください。',
  'sheet-columns': '列が多すぎます（上限 {limit} 列）。要らない列を消してください。',
  'sheet-cell': '{line} 行目、{column} 列目の文字が長すぎます。短くしてください。',
  'too-large': 'ファイルが大きすぎます（上限 {limit} MB）。要らない列やシートを消すか、ファイルを分けてください。',
} as const

/** How a file is written on export. */
export const SheetFormat = z.enum(['csv-utf8', 'csv-cp932', 'xlsx'])

/** A file handed out: its bytes in Base64, and the characters its encoding could not hold. */
export const ExportedSheet = z.object({
  name: z.string(),
  mediaType: z.string(),
  base64: z.string(),
  rows: z.number().int(),
  missing: z.array(z.string()),
})
