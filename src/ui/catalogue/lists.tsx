import { useState } from 'react'
import { Breadcrumb } from '../breadcrumb.tsx'
import { Button } from '../button.tsx'
import { Card, DescriptionList, Item, ItemList } from '../card.tsx'
import { Chip, RemovableChip, ToggleChip } from '../chip.tsx'
import { Disclosure } from '../disclosure.tsx'
import { TextLink } from '../link.tsx'
import { EmptyState, ErrorState } from '../page-state.tsx'
import { Pagination } from '../pagination.tsx'
import { Skeleton } from '../spinner.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { byNumber, byText, type Column, Table } from '../table.tsx'
import { Tabs } from '../tabs.tsx'
import { Time } from '../time.tsx'
import { Group, Specimen } from './specimen.tsx'

type Row = { section: string; asked: number; solved: number }
const rows: Row[] = [
  { section: 'しみん課', asked: 42, solved: 39 },
  { section: '福祉政策課', asked: 18, solved: 11 },
  { section: '子育て支援課・こども育成相談担当（本庁舎2階）', asked: 7, solved: 7 },
]
const columns: Column<Row>[] = [
  { key: 'section', header: '課', rowHeader: true, cell: (row) => row.section, compare: byText((row) => row.section) },
  { key: 'asked', header: '質問', numeric: true, cell: (row) => row.asked, compare: byNumber((row) => row.asked) },
  { key: 'solved', header: '解決', numeric: true, cell: (row) => row.solved, compare: byNumber((row) => row.solved) },
  {
    key: 'state',
    header: '状態',
    cell: (row) => (
      <StatusBadge tone={row.asked === row.solved ? 'success' : 'warning'}>
        {row.asked === row.solved ? '解決済み' : '回答待ち'}
      </StatusBadge>
    ),
  },
]
const shared = { columns, rowKey: (row: Row) => row.section }

export function Lists() {
  const [page, setPage] = useState(5)
  const [on, setOn] = useState(true)
  const [chips, setChips] = useState(['電子申請', 'RPA'])
  return (
    <Group id="lists" title="一覧と移動">
      <Specimen name="現在位置">
        <Breadcrumb trail={[{ label: 'トップ', href: '/' }, { label: '画面の部品', href: '/ui' }, { label: '一覧' }]} />
      </Specimen>
      <Specimen name="タブ">
        <div className="w-full">
          <Tabs
            label="投稿の種類"
            tabs={[
              { id: 'all', title: 'すべて', content: 'すべての投稿がここに並びます。' },
              { id: 'open', title: '回答待ち', content: '回答を待っている投稿です。' },
              { id: 'none', title: '使えません', content: '', disabled: true },
              { id: 'long', title: 'とても長い名前のタブも一行で並びます', content: '狭い画面では横に動きます。' },
            ]}
          />
        </div>
      </Specimen>
      <Specimen name="表" note="見出しを押すと並びが変わります。狭い画面では一行が一枚のカードになります。">
        <div className="w-full">
          <Table caption="課ごとの質問と解決" rows={rows} {...shared} />
        </div>
        <div className="w-full">
          <Table caption="読み込み中の表" rows={[]} {...shared} busy instead={<Skeleton />} />
        </div>
        <div className="w-full">
          <Table caption="何もない表" rows={[]} {...shared} instead={<EmptyState title="まだ質問がありません" />} />
        </div>
      </Specimen>
      <Specimen name="項目の並び">
        <div className="w-full">
          <ItemList label="質問">
            <Item
              level={4}
              href="/ui#lists"
              title="電子申請で添付ファイルが10MBを超えるとき、住民の方にはどう案内していますか"
              badges={<StatusBadge tone="success">解決済み</StatusBadge>}
              facts={
                <>
                  <span>市民課</span>
                  <span>回答 3件</span>
                  <Time at={new Date(Date.now() - 7_200_000)} />
                </>
              }
            >
              窓口で紙に切り替える前に試せることがあれば教えてください。
            </Item>
            <Item
              level={4}
              href="/ui#fields"
              title="会議録を生成AIで要約してよいか"
              badges={<StatusBadge tone="warning">回答待ち</StatusBadge>}
              facts={<span>総務課</span>}
              aside={<Button size="small">答える</Button>}
            />
          </ItemList>
        </div>
      </Specimen>
      <Specimen name="カードと項目の説明">
        <Card className="w-full max-w-form">
          <h4 className="mb-3 text-std-18B-160">書かない窓口の導入</h4>
          <DescriptionList
            items={[
              { term: '効果', description: '1件あたり12分の短縮' },
              { term: '担当', description: <TextLink href="/ui#lists">市民課</TextLink> },
            ]}
          />
        </Card>
      </Specimen>
      <Specimen name="タグと状態">
        <Chip>市民サービス</Chip>
        <Chip href="/ui#lists">電子申請</Chip>
        <ToggleChip selected={on} onChange={setOn}>
          自分の課だけ
        </ToggleChip>
        <ToggleChip selected={false} onChange={() => {}}>
          未解決
        </ToggleChip>
        {chips.map((chip) => (
          <RemovableChip key={chip} label={chip} onRemove={() => setChips(chips.filter((one) => one !== chip))} />
        ))}
        <StatusBadge>下書き</StatusBadge>
        <StatusBadge tone="information">受付済み</StatusBadge>
        <StatusBadge tone="success">解決済み</StatusBadge>
        <StatusBadge tone="warning">期限が近い</StatusBadge>
        <StatusBadge tone="error">差し戻し</StatusBadge>
      </Specimen>
      <Specimen name="ページ送り">
        <div className="w-full">
          <Pagination page={page} pages={20} onPage={setPage} />
        </div>
      </Specimen>
      <Specimen name="折りたたみ">
        <Disclosure summary="この数字の出し方">解決した質問の数を、すべての質問の数で割っています。</Disclosure>
      </Specimen>
      <Specimen name="何もないとき・読み込めないとき">
        <div className="w-full">
          <EmptyState title="質問はまだありません" actions={<Button variant="primary">最初の質問をする</Button>}>
            困っていることを一言で書くと、似た質問と詳しい人が見つかります。
          </EmptyState>
        </div>
        <div className="w-full">
          <ErrorState onRetry={() => {}} requestId="7f3a-20" />
        </div>
      </Specimen>
    </Group>
  )
}
