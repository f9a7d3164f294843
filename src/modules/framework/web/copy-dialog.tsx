import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldErrors, problemIn } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { pathOf, useChange, useFramework } from './use-framework.ts'

interface Source {
  id: string
  code: string
  name: string
  version: string
}

/** The label after the last of its kind that is free: 1 → 1.1 → 1.2. */
export function nextLabel(version: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const label = `${version.replace(/\.\d+$/, '')}.${number}`
    if (!taken.includes(label)) return label
  }
}

/** Asks under which label, and goes on to the copy's editor. */
export function CopyDialog({ version, onClose }: { version: Source; onClose: () => void }) {
  const api = useFramework()
  const navigate = useNavigate()
  const { data } = useQuery(api.framework.list.queryOptions())
  const taken = data?.families.find(({ code }) => code === version.code)?.versions.map((one) => one.version) ?? []
  const [label, setLabel] = useState<string>()
  const [own, setOwn] = useState(false)
  const [code, setCode] = useState('')
  const copy = useChange(api.framework.copy.call, async ({ id }) => {
    await navigate({ to: pathOf({ id }, 'edit') } as never)
  })
  const errors = fieldErrors(copy.error)
  const shown = label ?? (own ? '1' : nextLabel(version.version, taken))
  const takenError = problemIn(copy.error)?.reason === 'version-taken' ? problemIn(copy.error)?.title : undefined
  return (
    <FormDialog
      title="写しを作る"
      submit="写しを作って直す"
      pending={copy.isPending}
      error={takenError ? undefined : copy.error}
      onSubmit={() => copy.mutate({ id: version.id, version: shown, ...(own ? { code } : {}) })}
      onClose={onClose}
    >
      <p>
        「{version.name}（版 {version.version}
        ）」の写しを、下書きとして作ります。公開するまで、ほかの職員には見えません。
      </p>
      <RadioGroup
        label="どのように作りますか"
        name="family"
        choices={[
          {
            value: 'same',
            label: '新しい版として',
            support: 'これまでの記録は、同じコードのスキルにそのまま続きます。',
          },
          {
            value: 'own',
            label: '市の別の枠組みとして',
            support: '元の枠組みと並べて使います。元のスキルへの対応が付き、記録はそれをたどって読み替えられます。',
          },
        ]}
        value={own ? 'own' : 'same'}
        onChange={(value) => setOwn(value === 'own')}
      />
      {own && (
        <TextField
          label="枠組みのコード"
          required
          support="半角の英小文字と数字。あとから変えられません。例：shionagi"
          value={code}
          error={errors['code']}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <TextField
        label="版の名前"
        required
        support="半角の英数字。例：1.1、2026-04"
        value={shown}
        error={errors['version'] ?? takenError}
        onChange={(event) => setLabel(event.target.value)}
      />
    </FormDialog>
  )
}
