import { Button } from '../button.tsx'
import { NotificationBanner } from '../notification-banner.tsx'
import { Progress } from '../progress.tsx'
import { Skeleton, Spinner } from '../spinner.tsx'
import { useToast } from '../toast.tsx'
import { Group, Specimen } from './specimen.tsx'

export function Messages() {
  const toast = useToast()
  return (
    <Group id="messages" title="知らせ">
      <Specimen name="お知らせの帯">
        <div className="flex w-full flex-col gap-4">
          <NotificationBanner
            title="4月1日の人事異動を取り込みました"
            actions={<Button size="small">違いを見る</Button>}
            onClose={() => {}}
          >
            1,412人のうち214人の所属が変わりました。
          </NotificationBanner>
          <NotificationBanner tone="success" title="回答を投稿しました" />
          <NotificationBanner tone="warning" title="パスワードの期限まであと3日です" />
          <NotificationBanner tone="error" title="保存できませんでした">
            別の人が先に直しています。書いた内容はこのまま残っています。
          </NotificationBanner>
        </div>
      </Specimen>
      <Specimen name="操作の結果" note="画面の下に出ます。成功は10秒で消え、エラーは閉じるまで残ります。">
        <Button onClick={() => toast({ title: '保存しました' })}>成功を出す</Button>
        <Button onClick={() => toast({ title: '送れませんでした', tone: 'error', detail: 'もう一度お試しください。' })}>
          エラーを出す
        </Button>
      </Specimen>
      <Specimen name="進み具合">
        <div className="flex w-full max-w-form flex-col gap-6">
          <Progress
            label="職員を取り込んでいます"
            value={12_000}
            max={60_000}
            detail="12,000 / 60,000 行"
            actions={<Button size="small">やめる</Button>}
          />
          <Progress label="計算しています" />
        </div>
      </Specimen>
      <Specimen name="読み込み中">
        <Spinner showLabel />
        <Spinner size="large" />
        <div className="w-full max-w-form">
          <Skeleton lines={4} />
        </div>
      </Specimen>
    </Group>
  )
}
