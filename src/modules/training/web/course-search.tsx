import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'

/** Words to find courses by, sent with Enter or the button. */
export function CourseSearch({ words, onSearch }: { words: string; onSearch: (words: string | undefined) => void }) {
  const [text, setText] = useState(words)
  return (
    <search>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(text.trim() || undefined)
        }}
      >
        <TextField
          className="min-w-0 grow md:max-w-form"
          label="言葉でさがす"
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit">さがす</Button>
      </form>
    </search>
  )
}
