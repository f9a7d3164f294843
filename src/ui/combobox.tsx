import { type KeyboardEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { classNames } from './class-names.ts'
import { controlLook, type FieldProps, RequiredMark, SupportText } from './field.tsx'
import { ChevronDownIcon } from './icons.tsx'
import { isComposing } from './ime.ts'
import type { Choice } from './select.tsx'

export type ComboboxProps = FieldProps & {
  choices: readonly (Choice & { note?: string | undefined })[]
  value: string | null
  onChange: (value: string | null) => void
  /** With these two the server narrows the choices (the chosen one among them); without them the list narrows itself. */
  query?: string | undefined
  onQuery?: ((query: string) => void) | undefined
  disabled?: boolean
  nothing?: string
}

/** Full and half width, upper and lower case are the same to who searches. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** Chooses one of many by typing a part of its name. */
export function Combobox(props: ComboboxProps) {
  const { label, support, error, required, className, choices, value, onChange, query, onQuery, disabled } = props
  const labelOf = (key: string | null) => choices.find((choice) => choice.value === key)?.label ?? ''
  const chosen = value === null ? undefined : labelOf(value)
  const [typed, setTyped] = useState(chosen ?? '')
  const [shownValue, setShownValue] = useState(value)
  if (value !== shownValue) {
    setShownValue(value)
    setTyped(labelOf(value))
  }
  const narrowed =
    onQuery || typed === chosen ? choices : choices.filter((choice) => folded(choice.label).includes(folded(typed)))
  const type = (text: string) => {
    setTyped(text)
    onQuery?.(text)
    if (text === '' && value !== null) onChange(null)
  }
  const choose = (key: string | null) => {
    if (key === null) return
    onChange(key)
    type(labelOf(key))
  }
  // Keys that belong to the input method must not reach the list.
  const keepKeys = (event: KeyboardEvent) => isComposing(event) && event.stopPropagation()
  return (
    <ComboBox
      className={classNames('flex flex-col gap-2', className)}
      items={narrowed.map((choice) => ({ ...choice, id: choice.value }))}
      inputValue={onQuery ? (query ?? '') : typed}
      onInputChange={type}
      value={value}
      onChange={(key) => choose(key === null ? null : String(key))}
      isDisabled={disabled ?? false}
      isRequired={required ?? false}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      menuTrigger="input"
      allowsEmptyCollection
    >
      <div>
        <Label className="text-std-17B-170">{label}</Label>
        {required && <RequiredMark />}
      </div>
      {support && (
        <Text slot="description">
          <SupportText>{support}</SupportText>
        </Text>
      )}
      <div className="relative" onKeyDownCapture={keepKeys}>
        <Input className={classNames(controlLook, 'h-12 pr-12')} />
        <Button className="absolute top-0.5 right-0.5 inline-flex size-11 cursor-pointer items-center justify-center rounded-8 hover:bg-solid-gray-50">
          <ChevronDownIcon label="候補を開く" />
        </Button>
      </div>
      <FieldError className="text-std-16N-170 text-red-900">＊{error}</FieldError>
      <Popover className="w-(--trigger-width) rounded-8 border border-solid-gray-420 bg-white shadow-2">
        <ListBox
          className="max-h-80 overflow-y-auto py-2 outline-none"
          renderEmptyState={() => (
            <p className="px-4 py-2 text-std-16N-170">{props.nothing ?? '当てはまる候補がありません'}</p>
          )}
        >
          {(choice: Choice & { note?: string | undefined }) => (
            <ListBoxItem
              id={choice.value}
              textValue={choice.label}
              isDisabled={choice.disabled ?? false}
              className="focus-inside min-h-11 cursor-pointer px-4 py-2 text-std-16N-170 hover:bg-solid-gray-50 aria-disabled:text-solid-gray-420 aria-selected:bg-key-50 data-focused:bg-key-50 data-focused:underline data-focused:underline-offset-4"
            >
              {choice.label}
              {choice.note && <span className="block text-dns-14N-130 text-solid-gray-700">{choice.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
