import { type Employment, employmentNames, postKindNames, sectionKindNames } from './names.ts'

/** The Japanese an import understands, as data: fields with their headers, words in cells, eras, refusals. */

export const peopleFields = [
  'staffNumber',
  'name',
  'kana',
  'mail',
  'employment',
  'joinedOn',
  'leftOn',
  'sectionCode',
  'sectionName',
  'kind',
  'title',
  'head',
  'from',
  'to',
] as const
export const sectionFields = ['code', 'name', 'kana', 'kind', 'parentCode', 'duties', 'from', 'to'] as const
export type PeopleField = (typeof peopleFields)[number]
export type SectionField = (typeof sectionFields)[number]
export type ImportKind = 'people' | 'sections'

interface FieldWords {
  /** Header of our own exports; the first proposal. */
  label: string
  /** Other headers it is known by. */
  also: string[]
  required?: boolean
}

export const peopleWords: Record<PeopleField, FieldWords> = {
  staffNumber: {
    label: '職員番号',
    also: ['職員コード', '職員no', '職員id', '社員番号', '個人番号コード', '番号'],
    required: true,
  },
  name: { label: '氏名', also: ['名前', '職員氏名', '漢字氏名', '氏名漢字', '職員名'] },
  kana: { label: 'フリガナ', also: ['氏名カナ', 'カナ氏名', 'ふりがな', 'カナ', '職員氏名カナ', '氏名かな', 'よみ'] },
  mail: { label: 'メールアドレス', also: ['メール', 'email', 'mail', 'eメール', '電子メール'] },
  employment: { label: '任用区分', also: ['職員区分', '任用形態', '雇用区分', '区分'] },
  joinedOn: { label: '採用日', also: ['採用年月日', '入庁日', '任用開始日', '採用'] },
  leftOn: { label: '退職日', also: ['退職年月日', '離職日', '退職'] },
  sectionCode: { label: '所属コード', also: ['所属cd', '課コード', '新所属コード', '部署コード', '組織コード'] },
  sectionName: { label: '所属名', also: ['所属', '所属名称', '新所属', '新所属名', '課名', '部署', '部署名'] },
  kind: { label: '主務・兼務', also: ['主兼', '主兼区分', '主務兼務', '兼務区分', '本務兼務'] },
  title: { label: '職位', also: ['職名', '役職', '新職名', '補職', '補職名', '役職名', '新職位'] },
  head: { label: '所属長', also: ['所属長区分', '所属長フラグ', '管理職区分', '課長'] },
  from: { label: '配属開始日', also: ['発令日', '発令年月日', '異動日', '異動年月日', '開始日', '配属日'] },
  to: { label: '配属終了日', also: ['終了日', '解除日', '兼務解除日'] },
}

export const sectionWords: Record<SectionField, FieldWords> = {
  code: { label: '所属コード', also: ['コード', '課コード', '組織コード', '部署コード', '所属cd'], required: true },
  name: { label: '所属名', also: ['所属', '所属名称', '名称', '課名', '部署名', '組織名'] },
  kana: { label: 'フリガナ', also: ['ふりがな', '所属名カナ', 'カナ'] },
  kind: { label: '区分', also: ['種別', '階層', '組織区分', '部課係'] },
  parentCode: {
    label: '上位の所属コード',
    also: ['上位所属コード', '親コード', '上位コード', '親所属コード', '部コード'],
  },
  duties: { label: '分掌事務', also: ['事務分掌', '所管事務', '業務内容', '分掌'] },
  from: { label: '適用開始日', also: ['開始日', '適用日', '設置日', '施行日'] },
  to: { label: '廃止日', also: ['終了日', '適用終了日'] },
}

const reversed = <K extends string>(names: Record<K, string>) =>
  Object.fromEntries(Object.entries(names).map(([code, name]) => [name as string, code as K]))

export const cellWords = {
  employment: {
    ...reversed(employmentNames),
    常勤職員: 'regular',
    正規: 'regular',
    正規職員: 'regular',
    正職員: 'regular',
    一般職: 'regular',
    任期付職員: 'fixed-term',
    任期付任用: 'fixed-term',
    会計年度: 'fiscal-year',
    会計年度任用職員: 'fiscal-year',
    再任用職員: 'reappointed',
    定年前再任用: 'reappointed',
    定年前再任用短時間: 'reappointed',
    暫定再任用: 'reappointed',
    外部: 'guest',
  } as Record<string, Employment>,
  kind: { ...reversed(postKindNames), 主: 'main', 兼: 'concurrent', 本務: 'main', 併任: 'concurrent' } as Record<
    string,
    'main' | 'concurrent'
  >,
  sectionKind: {
    ...reversed(sectionKindNames),
    局: 'department',
    室: 'section',
    班: 'unit',
    担当: 'unit',
    グループ: 'unit',
  } as Record<string, 'department' | 'section' | 'unit'>,
  yes: ['○', '〇', '◯', '1', 'はい', '有', 'true', 'yes', 'y', '所属長', 'レ', '✓'],
  no: ['', '0', '×', '-', 'いいえ', '無', 'false', 'no', 'n'],
  yesWritten: '○',
}

/** Eras a date may be written in: names, letter, the digit of the seven-digit form, first and last day. */
export const eras = [
  { names: ['令和', '令', 'R', '㋿'], digit: '5', first: '2019-05-01', last: '2199-12-31' },
  { names: ['平成', '平', 'H', '㍻'], digit: '4', first: '1989-01-08', last: '2019-04-30' },
  { names: ['昭和', '昭', 'S', '㍼'], digit: '3', first: '1926-12-25', last: '1989-01-07' },
  { names: ['大正', '大', 'T', '㍽'], digit: '2', first: '1912-07-30', last: '1926-12-24' },
  { names: ['明治', '明', 'M', '㍾'], digit: '1', first: '1868-10-23', last: '1912-07-29' },
]
export const firstYear = '元'
export const dateMarks = { year: '年', month: '月', day: '日' }

/** Why a row is refused: `{value}` and others are filled from the refusal. */
export const importReasons = {
  required: '{field}が空です。',
  'number-form': '職員番号「{value}」の形を確かめてください（40文字まで、改行などは使えません）。',
  characters:
    '{field}に、文字化けした字（�）または使えない文字が含まれています。元のファイルの文字コードと外字を確かめてください。',
  'too-long': '{field}が長すぎます（{limit}文字まで）。',
  date: '{field}「{value}」を日付として読めません。2026/4/1、令和8年4月1日、R8.4.1 などの形で入力してください。',
  mail: 'メールアドレス「{value}」の形が正しくありません。',
  word: '{field}「{value}」は決められた言葉ではありません（{words}）。',
  'unknown-section': '{field}「{value}」は、{day} の時点の組織にありません。',
  'ambiguous-section': '所属名「{value}」は複数の所属に当てはまります。所属コードで指定してください。',
  'section-mismatch': '所属コード「{code}」は「{name}」です。所属名「{value}」と合いません。',
  'duplicate-main': '職員番号「{value}」の主務が、{line} 行目にもあります。',
  'duplicate-post': '職員番号「{value}」の同じ所属への配属が、{line} 行目にもあります。',
  'differing-person': '職員番号「{value}」の{field}が、{line} 行目と違います。',
  'no-main': '職員番号「{value}」に主務の行がありません。',
  'no-section': '所属がありません。所属コードか所属名を入力してください。',
  'after-day': '{field}（{value}）が、取り込みの基準日（{day}）より後です。',
  'ends-before': '{field}が、始まりの日（{day}）より前です。',
  'later-post': '{day} からの配属が既に登録されているため、{value} からの異動を取り込めません。',
  overlap: '{value} からの配属が、既にある配属（{day} から）と重なります。',
  'left-before': '退職日（{value}）が、採用日または配属の始まり（{day}）より前です。',
  'nothing-to-end': '終える配属（{value}）が見つかりません。',
  'ends-yourself':
    '取り込むご本人（職員番号「{value}」）が一覧にありません。このまま反映すると退職になり、サインインできなくなります。',
  'unknown-person': '職員番号「{value}」の職員がいません。新しく登録するには氏名が必要です。',
  'duplicate-code': '所属コード「{value}」が、{line} 行目にもあります。',
  'unknown-parent': '上位の所属コード「{value}」が、{day} の時点の組織にもファイルにもありません。',
  cycle: '上位の所属をたどると「{value}」自身に戻ってしまいます。',
  'section-has-people': '所属「{value}」には {day} より後も職員が {count} 人います。先に異動を取り込んでください。',
  'section-later': '所属「{value}」には {day} からの変更が既に登録されています。',
  'parent-ends': '「{value}」の上位の所属が廃止されます。上位の所属を変えてください。',
} as const
export type ImportReason = keyof typeof importReasons

/** Rows of the files handed out to begin with: one post a row, 兼務 on a row of its own. */
export const exampleRows: Record<ImportKind, Partial<Record<PeopleField | SectionField, string>>[]> = {
  people: [
    {
      staffNumber: '012345',
      name: '山田 花子',
      kana: 'ヤマダ ハナコ',
      mail: 'yamada@city.example.jp',
      employment: '常勤',
      joinedOn: '2015/4/1',
      sectionCode: '0203',
      sectionName: '職員課',
      kind: '主務',
      title: '係長',
      from: '令和8年4月1日',
    },
    { staffNumber: '012345', name: '山田 花子', sectionCode: '0102', kind: '兼務', from: '令和8年4月1日' },
    { staffNumber: '001234', name: '佐藤 一郎', leftOn: 'R8.3.31' },
  ],
  sections: [
    { code: '0200', name: '総務部', kana: 'ソウムブ', kind: '部', from: '2026/4/1' },
    {
      code: '0203',
      name: '職員課',
      kana: 'ショクインカ',
      kind: '課',
      parentCode: '0200',
      duties: '職員の任用・給与・研修',
      from: '2026/4/1',
    },
  ],
}

/** What is worth knowing though the row is taken. */
export const importWarnings = {
  gaiji: '外字（私用領域の文字）が含まれています。ほかの端末では正しく表示されないことがあります。',
} as const
