import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from './button.tsx'
import { FormDialog } from './form-dialog.tsx'
import { DownloadIcon } from './icons.tsx'
import { RadioGroup } from './radio-group.tsx'
import { saveExported } from './save-file.ts'
import { TextField } from './text-field.tsx'
import { useToast } from './toast.tsx'

type SheetFormat = 'csv-utf8' | 'csv-cp932' | 'xlsx'
type Exported = { name: string; mediaType: string; base64: string; rows: number; missing: string[] }

const sheetFormats: { value: SheetFormat; label: string; support?: string }[] = [
  { value: 'xlsx', label: 'Excel（.xlsx）' },
  { value: 'csv-utf8', label: 'CSV（UTF-8）', support: '異体字や𠮷のような字もそのまま残ります。' },
  { value: 'csv-cp932', label: 'CSV（シフトJIS）', support: '古いシステムへ渡すとき。書けない字は〓になります。' },
]

type ExportButtonProps<Format extends string> = {
  title: string
  /** Formats offered beside the sheets. */
  more?: readonly { value: Exclude<Format, SheetFormat>; label: string; support?: string }[]
  /** Said above the choice: what stands in the file. */
  lead?: string
  /** Personal data leave the product: why is asked and audited. */
  askReason?: boolean
  run: (format: Format, reason: string) => Promise<Exported>
}

export function ExportButton<Format extends string = SheetFormat>({
  title,
  more = [],
  lead,
  askReason = false,
  run,
}: ExportButtonProps<Format | SheetFormat>) {
  const [open, setOpen] = useState(false)
  const [format, setFormat] = useState<Format | SheetFormat>('xlsx')
  const [reason, setReason] = useState('')
  const toast = useToast()
  const writing = useMutation({
    mutationFn: () => run(format, reason),
    onSuccess: (file) => {
      saveExported(file)
      setOpen(false)
      if (file.missing.length === 0) return toast({ title: `${file.rows.toLocaleString()} 行を書き出しました` })
      const shown = file.missing.slice(0, 50).join('　')
      toast({
        title: `シフトJISでは書けない字が ${file.missing.length} 種類ありました`,
        tone: 'warning',
        detail: `〓に置き換えました：${shown}`,
      })
    },
  })
  return (
    <>
      <Button icon={<DownloadIcon className="size-5" />} onClick={() => setOpen(true)}>
        書き出す
      </Button>
      {open && (
        <FormDialog
          title={title}
          submit="書き出す"
          pending={writing.isPending}
          error={writing.error}
          onSubmit={() => writing.mutate()}
          onClose={() => setOpen(false)}
        >
          {lead && <p className="text-std-16N-170">{lead}</p>}
          <RadioGroup
            label="ファイルの形"
            name="format"
            choices={[...sheetFormats, ...more]}
            value={format}
            onChange={(value) => setFormat(value as Format | SheetFormat)}
          />
          {askReason && (
            <TextField
              label="書き出す目的"
              required
              support="個人情報の書き出しは、目的とともに監査記録に残ります。"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              error={writing.isError && !reason.trim() ? '書き出す目的を入力してください。' : undefined}
            />
          )}
        </FormDialog>
      )}
    </>
  )
}
