import { Button } from '../button.tsx'
import { ButtonLink } from '../link.tsx'
import { PageHeading } from '../page-heading.tsx'

export type ErrorPageProps = { onRetry?: (() => void) | undefined; requestId?: string | undefined; home?: string }

/** Shown where a page broke; the rest of the screen goes on working. */
export function ErrorPage({ onRetry, requestId, home = '/' }: ErrorPageProps) {
  return (
    <div role="alert">
      <PageHeading
        title="画面を表示できませんでした"
        lead="ご不便をおかけします。書きかけの内容は、この端末に下書きとして残っています。もう一度お試しください。"
      />
      {requestId && <p className="mb-4 text-solid-gray-700">受付番号：{requestId}</p>}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={onRetry ?? (() => window.location.reload())}>
          もう一度表示する
        </Button>
        <ButtonLink href={home}>トップへ戻る</ButtonLink>
      </div>
    </div>
  )
}

export function NotFoundPage({ home = '/' }: { home?: string }) {
  return (
    <>
      <PageHeading
        title="ページが見つかりません"
        lead="アドレスが違うか、ページが移動または削除された可能性があります。見る権限がない場合もこの画面になります。"
      />
      <ButtonLink href={home} variant="primary">
        トップへ戻る
      </ButtonLink>
    </>
  )
}

/** The page exists, but not for the roles this person holds. */
export function NotAllowedPage({ home = '/' }: { home?: string }) {
  return (
    <>
      <PageHeading
        title="この画面を使う役割がありません"
        lead="仕事で必要なときは、DX推進課か管理者に役割を頼んでください。役割は年度の終わりに切れるため、4月に使えなくなることがあります。"
      />
      <ButtonLink href={home} variant="primary">
        トップへ戻る
      </ButtonLink>
    </>
  )
}
