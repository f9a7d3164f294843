/**
 * Writes docs/guide/configuration.md, the table of every setting, from src/server/config.ts.
 * `--check` writes nothing and fails when the page is not what the settings say.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { settings } from '#server/config'
import { finish, type Report } from './report.ts'

const file = 'docs/guide/configuration.md'

interface Shape {
  type?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  format?: string
  pattern?: string
}

/** What may be written: read from the schema of the values, or for on/off from what is typed. */
function allowed(setting: z.ZodType): string {
  const shapes = (['output', 'input'] as const).map(
    (io) => z.toJSONSchema(setting, { io, unrepresentable: 'any' }) as Shape,
  )
  const shape = { ...shapes[1], ...shapes[0] }
  const values = shapes.find((one) => one.enum)?.enum
  if (values?.includes('on')) return '`true` / `false`'
  if (values) return values.map((value) => `\`${value}\``).join(' / ')
  if (shape.type === 'integer') return `${shape.minimum}〜${shape.maximum}`
  if (shape.format === 'uri' || shape.pattern) return 'URL'
  return shape.minLength ? `${shape.minLength}文字以上` : '文字'
}

function usual(setting: z.ZodType): string {
  const { data } = setting.safeParse(undefined)
  return data === undefined ? '（なし）' : `\`${data}\``
}

export function configurationPage(): string {
  const rows = Object.entries(settings).map(
    ([name, setting]: [string, z.ZodType]) =>
      `| \`${name}\` | ${setting.description} | ${allowed(setting)} | ${usual(setting)} |`,
  )
  return `# 設定の一覧

Bansoの設定は、すべて環境変数で与えます。誤った値があると、Bansoは起動せずに、どの設定がどう違うかを表示します。
このページは \`src/server/config.ts\` から作られます（\`npm run configuration\`）。直接書き換えないでください。

| 環境変数 | 意味 | 書ける値 | 省略したとき |
|---|---|---|---|
${rows.join('\n')}

設定のしかたと、組み合わせの例は[運用の手引き](operations.md)をご覧ください。
`
}

export function checkConfiguration(): Report {
  const same = existsSync(file) && readFileSync(file, 'utf8') === configurationPage()
  const failures = same ? [] : [`${file} is not what src/server/config.ts says: run npm run configuration`]
  return { check: 'configuration', subjects: Object.keys(settings).length, failures }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) finish(checkConfiguration())
  else writeFileSync(file, configurationPage())
}
