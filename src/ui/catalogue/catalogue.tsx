import { PageHeading } from '../page-heading.tsx'

export default function Catalogue() {
  return <PageHeading title="画面の部品" lead="部品とその状態の一覧です。" />
}
