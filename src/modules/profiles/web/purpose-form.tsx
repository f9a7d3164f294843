import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { type Purpose, purposeNames, purposes } from '../contract/names.ts'

/** Asked of DX推進課 and 人事 before they see somebody's skills; the person reads it later. */
export function PurposeForm({ onChosen }: { onChosen: (purpose: Purpose) => void }) {
  const [purpose, setPurpose] = useState<Purpose>()
  const [missing, setMissing] = useState(false)
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(!purpose)
        if (purpose) onChosen(purpose)
      }}
    >
      <RadioGroup
        label="何のために見ますか"
        support="本人の画面に、あなたの名前と目的が記録されます。人事評価のためには見られません。"
        required
        name="purpose"
        value={purpose ?? null}
        onChange={(value) => setPurpose(value as Purpose)}
        choices={purposes.map((value) => ({ value, label: purposeNames[value] }))}
        error={missing && !purpose ? '目的を選んでください。' : undefined}
      />
      <div>
        <Button type="submit" variant="primary">
          見る
        </Button>
      </div>
    </form>
  )
}
