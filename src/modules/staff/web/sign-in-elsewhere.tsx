import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'

type Provider = { id: string; kind: 'oidc' | 'saml' | 'ldap'; label: string }
type Props = { bodyId: number; providers: readonly Provider[]; first: boolean; onOpened: () => void }

/** Signing in at a provider in a second window that closes by itself: the page beneath keeps what was typed. */
export function SignInElsewhere({ bodyId, providers, first, onOpened }: Props) {
  const [opened, setOpened] = useState<{ href: string; shown: boolean }>()
  const open = ({ id, kind }: Provider) => {
    const asked = new URLSearchParams({ body: String(bodyId), provider: id, to: '/signed-in' })
    const href = `/sign-in/${kind}/start?${asked}`
    const shown = window.open(href, 'banso-sign-in', 'popup,width=560,height=760') !== null
    setOpened({ href, shown })
    onOpened()
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3" aria-label={first ? 'サインインの方法' : 'ほかのサインインの方法'}>
        {providers.map((provider, i) => (
          <li key={provider.id}>
            <Button
              className="w-full"
              variant={first && i === 0 ? 'primary' : 'secondary'}
              autoFocus={first && i === 0}
              onClick={() => open(provider)}
            >
              {provider.label}でサインインする（別の画面が開きます）
            </Button>
          </li>
        ))}
      </ul>
      {opened?.shown && (
        <p role="status">別の画面でサインインしてください。終わると別の画面は閉じ、ここに自動で戻ります。</p>
      )}
      {opened && !opened.shown && (
        <NotificationBanner tone="warning" title="別の画面を開けませんでした" live>
          ブラウザーが止めています。
          <TextLink href={opened.href} external>
            ここから開いて
          </TextLink>
          サインインしてください。終わったら、この画面に戻ります。
        </NotificationBanner>
      )}
    </div>
  )
}
