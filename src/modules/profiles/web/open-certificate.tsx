import { useMutation } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { saveExported } from '../../../ui/save-file.ts'
import { useProfiles } from './use-profiles.ts'

/** Saves the file of a certificate; that it was opened is audited. */
export function OpenCertificate({ id, title }: { id: string; title: string }) {
  const api = useProfiles()
  const open = useMutation({
    mutationFn: () => api.certificate.file.call({ id }),
    onSuccess: (file) => saveExported(file),
  })
  return (
    <>
      <Button size="small" pending={open.isPending} onClick={() => open.mutate()}>
        「{title}」の証書を開く
      </Button>
      {open.error && <NotificationBanner tone="error" title={errorSentence(open.error)} live />}
    </>
  )
}
