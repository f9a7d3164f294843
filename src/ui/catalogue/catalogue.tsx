import { TextLink } from '../link.tsx'
import { PageHeading } from '../page-heading.tsx'
import { Actions } from './actions.tsx'
import { Editing } from './editing.tsx'
import { Fields } from './fields.tsx'
import { Figures } from './figures.tsx'
import { Lists } from './lists.tsx'
import { Messages } from './messages.tsx'
import { TextParts } from './text.tsx'

const groups = {
  actions: '操作',
  fields: '入力',
  lists: '一覧と移動',
  messages: '知らせ',
  editing: '文章',
  figures: '図',
  text: '文字',
}

export default function Catalogue() {
  return (
    <>
      <PageHeading
        title="画面の部品"
        lead="すべての部品を、すべての状態で並べています。見た目と操作を確かめるための画面です。"
      />
      <nav aria-label="部品の種類" className="mb-8">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {Object.entries(groups).map(([id, title]) => (
            <li key={id}>
              <TextLink href={`#${id}`}>{title}</TextLink>
            </li>
          ))}
        </ul>
      </nav>
      <Actions />
      <Fields />
      <Lists />
      <Messages />
      <Editing />
      <Figures />
      <TextParts />
    </>
  )
}
