import { z } from 'zod'

const flag = z
  .enum(['true', 'false', '1', '0', 'on', 'off'])
  .transform((value) => value === 'true' || value === '1' || value === 'on')

/** Every setting of a node. Each is read from the environment variable of its name; docs/guide/configuration.md is made from it. */
export const settings = {
  BANSO_PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('待ち受けるポート番号'),
  BANSO_HOST: z.string().default('0.0.0.0').describe('待ち受けるアドレス'),
  BANSO_URL: z.url().optional().describe('職員が開くURL（メールや通知のリンクに使う）。省略すると要求のHostから作る'),
  BANSO_DATA: z.string().default('.banso').describe('組み込みデータベースと添付ファイルを置くフォルダー'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'postgres:// または postgresql:// で始まるURLを指定してください')
    .optional()
    .describe('市のPostgreSQL（15以上）の接続先。表の所有者になる役割でつなぐ。省略すると組み込みのPostgreSQLを使う'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10).describe('1ノードが使うデータベース接続の数'),
  BANSO_DEMO: flag.default(false).describe('デモ用の架空の市を読み込み、サインイン画面に利用者を表示する'),
  BANSO_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('ログの詳しさ'),
  BANSO_COOKIE_SECURE: flag
    .default(false)
    .describe('CookieをHTTPSに限る。HTTPSで公開するときは true（httpのままでは サインインできなくなる）'),
  BANSO_PROXY: flag.default(false).describe('前段のプロキシが付ける X-Forwarded-For / X-Forwarded-Proto を信用する'),
  BANSO_SESSION_IDLE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1440)
    .default(60)
    .describe('操作がないとサインアウトするまでの分'),
  BANSO_SESSION_ABSOLUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(12)
    .describe('サインインし直すまでの最長の時間'),
  BANSO_UPLOAD_LIMIT: z.coerce.number().int().min(1).max(500).default(50).describe('1回に送れるデータの上限（MB）'),
  BANSO_STOP_DELAY: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(0)
    .describe('停止の合図から、新しい要求を受けなくなるまでの秒。前段のプロキシが /readyz で気づくまで待つ'),
  BANSO_JOBS: z.coerce
    .number()
    .int()
    .min(0)
    .max(20)
    .default(2)
    .describe('同時に動かす裏方の仕事の数。0でこのノードでは動かさない'),
  BANSO_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'サインイン連携などの秘密の値を暗号化する鍵（32文字以上のでたらめな文字）。全ノードで同じにし、バックアップとは別に保管する',
    ),
  BANSO_OIDC_HTTP: flag
    .default(false)
    .describe('OpenID ConnectとSAMLの連携先に http:// を許す（試験用。本番では false のままにする）'),
  BANSO_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('/metrics を読むための合言葉。省略すると同じ機械からだけ読める'),
  BANSO_FILES: z
    .enum(['database', 'folder'])
    .default('database')
    .describe(
      'これから送られる添付ファイルの置き場所。folder は BANSO_DATA の files（複数のノードでは、全ノードで同じ共有フォルダーにする）',
    ),
  BANSO_ATTACHMENT_LIMIT: z.coerce.number().int().min(1).max(100).default(20).describe('添付ファイル1つの上限（MB）'),
  BANSO_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional()
    .describe('メールを送るサーバー（smtp://…）。省略するとメールは送らない'),
  BANSO_WEBHOOK_LOCAL: flag
    .default(false)
    .describe('外部連携（Webhook）の送り先に、このサーバー自身（ループバック・リンクローカル）を許す'),
  BANSO_MAIL_FROM: z.string().default('Banso <banso@localhost>').describe('メールの差出人'),
} satisfies Record<string, z.ZodType>

const schema = z.object(settings)
export type Config = z.infer<typeof schema>

export class ConfigError extends Error {}

/** Reads the settings; throws ConfigError naming every bad one, so a node never starts half-configured. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, environment[name] || undefined]))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(
    `設定に誤りがあります。次の環境変数を直してから、もう一度起動してください。\n${lines.join('\n')}`,
  )
}
