import { useEffect } from 'react'
import { Button } from '../../../ui/button.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'

/** The end of a sign-in in a window of its own: the page that asked for it goes on by itself. */
export default function SignedIn() {
  useEffect(() => window.close(), [])
  return (
    <>
      <PageHeading
        title="サインインしました"
        lead="この画面は自動で閉じます。閉じないときは、この画面を閉じて、元の画面に戻ってください。"
      />
      <Button onClick={() => window.close()}>この画面を閉じる</Button>
    </>
  )
}
