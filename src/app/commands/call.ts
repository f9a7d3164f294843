import { readFile } from 'node:fs/promises'
import { contracts } from '../modules.ts'
import { openApiDocument, operationsOf } from '../openapi.ts'

/**
 * Calls an operation over HTTP: `banso topic list --kind question`, `banso topic create --json -`. The server is
 * BANSO_URL, who asks is BANSO_TOKEN. Prints the answer as JSON; a refusal in words on the error stream, with code 1.
 */
export async function call(args: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [noun, verb, ...flags] = args
  const found = [...operationsOf(contracts)].find(([name]) => name === `${noun}.${verb}`)
  if (!found) return list(noun)
  const [name, meta, { method, path }] = found
  if (flags.includes('--help')) return help(name, meta.label, path, method)
  const input = await inputOf(flags)
  if (typeof input === 'string') {
    console.error(input)
    return 2
  }
  const { url, rest } = fill(path, input)
  const target = new URL(`${environment['BANSO_URL'] ?? 'http://localhost:3000'}/api/v1${url}`)
  const bodiless = method === 'GET' || method === 'DELETE'
  if (bodiless) for (const [key, value] of Object.entries(rest)) target.searchParams.set(key, String(value))
  const token = environment['BANSO_TOKEN']
  const response = await fetch(target, {
    method,
    headers: {
      ...(bodiless ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(bodiless ? {} : { body: JSON.stringify(rest) }),
  }).catch((error: Error) => error)
  if (response instanceof Error) {
    console.error(`サーバー（${target.origin}）につながりません。BANSO_URL を確かめてください。`)
    return 1
  }
  const text = await response.text()
  if (response.ok) {
    console.log(pretty(text))
    return 0
  }
  const problem = JSON.parse(text) as {
    title: string
    issues?: { path: string[]; message: string }[]
    request_id: string
  }
  console.error(problem.title)
  for (const issue of problem.issues ?? []) console.error(`  ${issue.path.join('.')}: ${issue.message}`)
  console.error(`  受付番号 ${problem.request_id}`)
  return 1
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1)
  } catch {
    return text
  }
}

/** `--field value` pairs (JSON where it parses), or `--json FILE` (`-` is standard input); a string is what is wrong. */
async function inputOf(flags: readonly string[]): Promise<Record<string, unknown> | string> {
  const input: Record<string, unknown> = {}
  for (let i = 0; i < flags.length; i += 2) {
    const [flag, value] = [flags[i]!, flags[i + 1]]
    if (!flag.startsWith('--') || value === undefined)
      return `「${flag}」の書き方が違います。--項目 値 の組で書いてください。`
    if (flag === '--json') {
      try {
        Object.assign(input, JSON.parse(value === '-' ? await standardInput() : await readFile(value, 'utf8')))
      } catch (error) {
        return `${value} をJSONとして読み取れません（${(error as Error).message}）。`
      }
    } else input[flag.slice(2)] = parsed(value)
  }
  return input
}

function parsed(value: string): unknown {
  if (!/^(true|false|null|-?\d+(\.\d+)?|[[{].*)$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function fill(path: string, input: Record<string, unknown>) {
  const rest = { ...input }
  const url = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    return encodeURIComponent(String(value ?? ''))
  })
  return { url, rest }
}

function list(noun: string | undefined): number {
  const all = [...operationsOf(contracts)].filter(([name]) => !noun || name.startsWith(`${noun}.`))
  for (const [name, { label }] of all) console.log(`  ${name.replace('.', ' ').padEnd(32)} ${label}`)
  return noun ? 2 : 0
}

async function help(name: string, label: string, path: string, method: string): Promise<number> {
  const { paths } = (await openApiDocument()) as { paths: Record<string, Record<string, object>> }
  console.log(`${name.replace('.', ' ')} — ${label}\n${JSON.stringify(paths[path]?.[method.toLowerCase()], null, 1)}`)
  return 0
}
