import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { FrameworkShown } from '../contract/framework.ts'
import { profileKindNames } from '../contract/names.ts'
import { ProfileForm } from './profile-form.tsx'
import { useChange, useFramework } from './use-framework.ts'

/** One target profile at a time: its words and a table of its targets. */
export function EditProfiles({ framework }: { framework: FrameworkShown }) {
  const { profiles } = framework
  const [chosen, setChosen] = useState(profiles[0]?.code ?? '')
  const [removing, setRemoving] = useState(false)
  const profile = profiles.find(({ code }) => code === chosen)
  return (
    <>
      <div className="mb-6 flex max-w-form flex-wrap items-end gap-3">
        <Select
          className="min-w-0 flex-1 basis-64"
          label="目標像"
          choices={[
            ...profiles.map(({ code, kind, name }) => ({ value: code, label: `${name}（${profileKindNames[kind]}）` })),
            { value: '', label: '新しい目標像を加える' },
          ]}
          value={profile ? chosen : ''}
          onChange={(event) => setChosen(event.target.value)}
        />
        {profile && (
          <Button variant="text" onClick={() => setRemoving(true)}>
            取り除く<span className="sr-only">（{profile.name}）</span>
          </Button>
        )}
      </div>
      <ProfileForm key={profile?.code ?? ''} framework={framework} profile={profile} onAdded={setChosen} />
      {removing && profile && (
        <RemoveProfile
          framework={framework}
          code={profile.code}
          name={profile.name}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  )
}

function RemoveProfile(props: { framework: FrameworkShown; code: string; name: string; onClose: () => void }) {
  const { framework, code, name, onClose } = props
  const api = useFramework()
  const toast = useToast()
  const remove = useChange(api.targetProfile.remove.call, () => {
    onClose()
    toast({ title: '目標像を取り除きました', tone: 'success' })
  })
  return (
    <ConfirmDialog
      title={`「${name}」を取り除きますか`}
      open
      danger
      confirm="取り除く"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id: framework.id, code })}
      onClose={onClose}
    >
      {remove.error && <NotificationBanner tone="error" title={errorSentence(remove.error)} live />}
      <p>この目標像と、そのすべての目標が下書きから消えます。</p>
    </ConfirmDialog>
  )
}
