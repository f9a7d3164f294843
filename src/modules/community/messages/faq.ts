import { type FaqFault, longestAnswer, longestQuestion } from '../contract/faq.ts'

/** Headings by which the columns of a list are found. */
export const faqHeadings = {
  question: /^(question|質問|問|q|件名|タイトル|問い合わせ)|質問/,
  answer: /^(answer|回答|答|a)$|回答|答え/,
  key: /^(id|番号|no\.?|管理番号|コード)$/,
  tags: /^(tags?|タグ|分類|カテゴリー?)/,
}

export const faqColumns = { question: '質問', answer: '回答', key: '番号', tags: 'タグ' } as const

export const faqFaults: Record<FaqFault, string> = {
  'no-question': '質問が空です。質問を入れるか、この行を消してください。',
  'no-answer': '回答が空です。回答を入れるか、この行を消してください。',
  'question-long': `質問が${longestQuestion}文字を超えています。短くして、詳しい説明は回答に移してください。`,
  'answer-long': `回答が${longestAnswer.toLocaleString('ja-JP')}文字を超えています。分けてください。`,
  unreadable: '読み取れない文字が含まれています。文字コードを確かめるか、その部分を打ち直してください。',
  'key-twice': '同じ番号（番号の列がないときは同じ質問）が、前の行にもあります。どちらかを消してください。',
  tags: 'タグは5つまで、1つ30文字までです。',
}

/** Headings of the list that is handed out; the first four are those an import finds by itself. */
export const faqExportHeader = [
  ...['番号', '質問', '回答', 'タグ'],
  ...['本文', '種類', '状態', '課', '投稿日', '確認の期限', '解決した回数'],
]
