import { useMutation, useQuery } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useCommunity } from './use-community.ts'

/** The rules of conduct, agreed to before the first post; what was written stays and is sent afterwards. */
export function ConductDialog({ onClose, onAgreed }: { onClose: () => void; onAgreed: () => void }) {
  const api = useCommunity()
  const rules = useQuery(api.conduct.get.queryOptions())
  const agree = useMutation(api.conduct.agree.mutationOptions({ onSuccess: onAgreed }))
  const failure = rules.error ?? agree.error
  return (
    <Dialog
      title={rules.data?.title ?? '利用のルール'}
      open
      onClose={onClose}
      wide
      actions={
        <>
          <Button onClick={onClose}>あとにする</Button>
          <Button
            variant="primary"
            disabled={!rules.data}
            pending={agree.isPending}
            onClick={() => rules.data && agree.mutate({ version: rules.data.version })}
          >
            同意して投稿する
          </Button>
        </>
      }
    >
      {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
      {rules.isPending && <Skeleton lines={6} />}
      {rules.data && (
        <>
          <p>{rules.data.lead}</p>
          <ol className="mt-4 flex list-decimal flex-col gap-3 pl-6">
            {rules.data.rules.map(({ title, text }) => (
              <li key={title}>
                <strong>{title}</strong>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  )
}
