import type { InferContractRouterOutputs } from '@orpc/contract'
import type { staffContract } from '../contract.ts'

type Outputs = InferContractRouterOutputs<typeof staffContract>['staffImport']

export type Kind = 'people' | 'sections'
export type Mode = 'full' | 'differences'
export type Read = Outputs['read'] & { kind: Kind; fileName: string }
export type Checked = Outputs['check'] & { mode: Mode; asOf: string }
export type Resumed = Outputs['resume']
export type Refused = Checked['refusals'][number]
export type Change = Outputs['changes']['changes'][number]

export const modeNames: Record<Mode, string> = { full: '全部の一覧', differences: '変わるところだけの一覧' }

export const kindWords: Record<Kind, { name: string; unit: string; full: string; differences: string }> = {
  people: {
    name: '職員と配属',
    unit: '人',
    full: '基準日の全職員の一覧です。一覧にない職員は、前の日で退職になります。',
    differences: '異動・採用・退職のある職員だけの一覧です。一覧にない職員は変わりません。',
  },
  sections: {
    name: '組織',
    unit: '件',
    full: '基準日のすべての所属の一覧です。一覧にない所属は、前の日で廃止になります。',
    differences: '新設・変更・廃止のある所属だけの一覧です。一覧にない所属は変わりません。',
  },
}
