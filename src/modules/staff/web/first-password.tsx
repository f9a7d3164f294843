import { PageHeading } from '../../../ui/page-heading.tsx'
import { ChangePassword } from './change-password.tsx'

/** Shown in place of any page while the person still uses a password somebody else gave them. */
export default function FirstPassword() {
  return (
    <>
      <PageHeading
        title="パスワードを決める"
        lead="最初に、ご自分だけが知っているパスワードを決めてください。決めると、利用を始められます。"
      />
      <ChangePassword />
    </>
  )
}
