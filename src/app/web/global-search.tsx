import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { SearchBox } from '../../ui/search-box.tsx'

/** The search of the header: on every page, reached by a slash. */
export function GlobalSearch() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  return (
    <SearchBox
      label="庁内の知恵を検索"
      labelHidden
      placeholder="検索（/ で移動）"
      value={text}
      onChange={setText}
      onSearch={(q) => q && void navigate({ to: '/search', search: { q } } as never)}
    />
  )
}
