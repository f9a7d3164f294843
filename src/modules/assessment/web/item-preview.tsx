import { useState } from 'react'
import { Disclosure } from '../../../ui/disclosure.tsx'
import type { ItemDocument } from '../contract/item-document.ts'
import { Material as MaterialShape } from '../contract/material.ts'
import { AnswerField } from './answer-field.tsx'
import { Material } from './material.tsx'

/** What is being written, as takers will see it. */
export function ItemPreview({ document: { kind, stem, material, options } }: { document: ItemDocument }) {
  const [value, setValue] = useState<string[]>([])
  const whole = material && MaterialShape.safeParse(material)
  return (
    <Disclosure summary="受ける人に見える形">
      <div className="flex flex-col gap-5 rounded-12 border border-solid-gray-420 p-4 md:p-6">
        <p className="whitespace-pre-line text-std-18B-160">{stem || '（問い）'}</p>
        {whole?.success && <Material material={whole.data} />}
        {whole && !whole.success && <p className="text-solid-gray-700">資料は、書き終えると表示されます。</p>}
        <AnswerField {...{ kind, options, value }} onChange={setValue} />
      </div>
    </Disclosure>
  )
}
