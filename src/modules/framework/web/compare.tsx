import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { errorSentence } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { stateNames } from '../contract/names.ts'
import { DifferenceView } from './difference-view.tsx'
import { pathOf, useFramework } from './use-framework.ts'

/** Two versions side by side: this one, and the one chosen (its base or the one in use, to begin with). */
export default function Compare() {
  const api = useFramework()
  const { id } = useParams({ strict: false }) as { id: string }
  const { from } = useSearch({ strict: false }) as { from?: unknown }
  const navigate = useNavigate()
  const list = useQuery(api.framework.list.queryOptions())
  const all = list.data?.families.flatMap(({ code, versions }) => versions.map((one) => ({ ...one, code }))) ?? []
  const own = all.find((one) => one.id === id)
  const likely =
    all.find((one) => one.id === own?.baseId) ??
    all.find((one) => one.code === own?.code && one.inUse && one.id !== id) ??
    all.find((one) => one.code === own?.code && one.id !== id)
  const other = all.find((one) => one.id === from) ?? likely
  const compared = useQuery(
    api.framework.compare.queryOptions({ input: { from: other?.id ?? id, to: id }, enabled: other !== undefined }),
  )
  if (list.isPending) return <Skeleton lines={8} />
  if (list.error) return <ErrorState>{errorSentence(list.error)}</ErrorState>
  const nameOf = (one: { name: string; version: string }) => `${one.name}（版 ${one.version}）`
  return (
    <>
      <Breadcrumb
        trail={[
          { label: 'スキルの枠組み', href: '/frameworks' },
          { label: own ? nameOf(own) : '枠組み', href: pathOf({ id }) },
          { label: '比べる' },
        ]}
      />
      <PageHeading title="2つの版を比べる" lead="消えた言葉には取り消し線、加わった言葉には下線が付きます。" />
      <div className="mb-8 max-w-form">
        <Select
          label="比べる相手（前の版）"
          choices={all
            .filter((one) => one.id !== id)
            .map((one) => ({
              value: one.id,
              label: `${nameOf(one)}・${one.inUse ? '使用中' : stateNames[one.state]}`,
            }))}
          value={other?.id ?? ''}
          placeholder={other ? undefined : '選んでください'}
          onChange={(event) => void navigate({ to: '.', search: { from: event.target.value }, replace: true } as never)}
        />
      </div>
      {compared.error && <ErrorState>{errorSentence(compared.error)}</ErrorState>}
      {other && compared.isPending && <Skeleton lines={6} />}
      {!other && <p className="text-std-16N-170">比べる相手の版を選んでください。</p>}
      {compared.data && (
        <section aria-labelledby="difference">
          <SectionHeading id="difference">
            {`版 ${compared.data.from.version} から版 ${compared.data.to.version} への違い`}
          </SectionHeading>
          <DifferenceView
            difference={compared.data}
            before={`前：版 ${compared.data.from.version}`}
            after={`後：版 ${compared.data.to.version}`}
          />
        </section>
      )}
    </>
  )
}
