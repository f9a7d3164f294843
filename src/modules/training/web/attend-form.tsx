import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useChange, useTraining } from './use-training.ts'

/** The code shown in the room says that one was there. */
export function AttendForm() {
  const api = useTraining()
  const [code, setCode] = useState('')
  const attend = useChange(
    () => api.enrolment.attend.call({ code }),
    ({ title, state }) => {
      setCode('')
      return state === 'completed' ? `「${title}」を修了しました。` : `「${title}」に出席しました。`
    },
  )
  return (
    <div className="mb-6">
      <Disclosure summary="会場で示されたコードで出席する">
        <form
          noValidate
          className="flex flex-wrap items-end gap-3"
          aria-label="出席する"
          onSubmit={(event) => {
            event.preventDefault()
            if (!attend.isPending) attend.mutate(undefined)
          }}
        >
          <TextField
            label="コード"
            support="英数字6文字。大文字でも小文字でもかまいません"
            value={code}
            maxLength={12}
            autoComplete="off"
            autoCapitalize="characters"
            error={attend.error ? errorSentence(attend.error) : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" variant="primary" pending={attend.isPending}>
            出席する
          </Button>
        </form>
      </Disclosure>
    </div>
  )
}
