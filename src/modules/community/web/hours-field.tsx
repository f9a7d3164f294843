import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { unmeasured } from '../contract/practice-names.ts'

export interface Hours {
  /** Whether somebody measured; a blank is not nought. */
  known: boolean
  hours: string
  measured: string
}

export const noHours: Hours = { known: false, hours: '', measured: '' }

export const hoursFrom = (hoursSaved: number | null, measured: string): Hours =>
  hoursSaved === null ? { ...noHours, measured } : { known: true, hours: String(hoursSaved), measured }

/** The number as typed with a Japanese keyboard (full width, with commas); undefined when it is none. */
function numberIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** What is sent: null when not measured. `fault` says what is missing. */
export function hoursOf({ known, hours, measured }: Hours) {
  if (!known) return { hoursSaved: null, measured: '' }
  const hoursSaved = numberIn(hours)
  const fault = hoursSaved === undefined ? '年間の削減時間を、数字で入力してください。' : undefined
  return { hoursSaved: hoursSaved ?? null, measured: measured.trim(), fault }
}

interface HoursFieldProps {
  /** Before the ids of its fields. */
  id: string
  value: Hours
  errors: { hoursSaved?: string | undefined; measured?: string | undefined }
  onChange: (value: Hours) => void
}

/** Hours saved a year: measured with its measure, or openly not measured. */
export function HoursField({ id, value, errors, onChange }: HoursFieldProps) {
  return (
    <div className="flex flex-col gap-6">
      <RadioGroup
        label="年間の削減時間"
        required
        name={`${id}-known`}
        choices={[
          { value: 'no', label: `まだ測っていない（${unmeasured}）`, support: '0時間ではなく「未計測」として数えます' },
          { value: 'yes', label: '測った・見積もった' },
        ]}
        value={value.known ? 'yes' : 'no'}
        onChange={(known) => onChange({ ...value, known: known === 'yes' })}
      />
      {value.known && (
        <>
          <TextField
            id={`${id}-hoursSaved`}
            label="削減できた時間（1年あたり）"
            required
            support="所属全体で1年に減った時間を、時間の数で書きます。例：120"
            inputMode="decimal"
            value={value.hours}
            error={errors.hoursSaved}
            onChange={(event) => onChange({ ...value, hours: event.target.value })}
          />
          <TextField
            id={`${id}-measured`}
            label="どう測ったか"
            required
            support="例：1件15分の作業が5分になり、年720件ある"
            value={value.measured}
            error={errors.measured}
            onChange={(event) => onChange({ ...value, measured: event.target.value })}
          />
        </>
      )}
    </div>
  )
}
