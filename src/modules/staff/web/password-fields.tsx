import { useState } from 'react'
import { TextField } from '../../../ui/text-field.tsx'

/** A new password typed twice; `problem` says what keeps it from being sent. */
export function useNewPassword() {
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [checked, setChecked] = useState(false)
  const problem = checked && next !== again ? '2回の入力が違います。もう一度入力してください。' : undefined
  const fields = (error: string | undefined) => (
    <>
      <TextField
        label="新しいパスワード"
        support="10文字以上。ほかのサービスと同じものは使わないでください。"
        required
        type="password"
        autoComplete="new-password"
        value={next}
        error={error}
        onChange={(event) => setNext(event.target.value)}
      />
      <TextField
        label="新しいパスワード（確認）"
        required
        type="password"
        autoComplete="new-password"
        value={again}
        error={problem}
        onChange={(event) => setAgain(event.target.value)}
      />
    </>
  )
  /** Whether what was typed twice is the same; from then on the difference is shown. */
  const agreed = () => {
    setChecked(true)
    return next === again
  }
  const clear = () => {
    setNext('')
    setAgain('')
    setChecked(false)
  }
  return { next, fields, agreed, clear }
}
