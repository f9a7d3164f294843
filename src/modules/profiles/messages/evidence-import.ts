import type { CellFault } from '../contract/evidence-import.ts'

export const cellFaults: Record<CellFault, string> = {
  'no-person': '在籍している職員に、この職員番号の人がいません。番号を確かめてください。',
  'no-skill': 'この名前やコードのスキルは、今の枠組みにありません。「スキルの枠組み」の名前に合わせてください。',
  level: '水準は0から4の数字で書いてください。',
  day: '日付は 2026-04-01 のように書いてください。',
  future: '先の日付です。実際にあった日を書いてください。',
  note: '備考は400文字までです。',
  twice: '同じ人・スキル・日付・備考の行が、前にあります。どちらかを消してください。',
}
