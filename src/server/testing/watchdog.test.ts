import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'banso-watchdog-'))
afterAll(() => rmSync(folder, { recursive: true }))

const module = join(import.meta.dirname, 'watchdog.ts')

async function runAndKill(mark: string, callOff: boolean): Promise<void> {
  const code = `
    const { whenThisProcessEnds } = await import(${JSON.stringify(module)})
    const callOff = whenThisProcessEnds('touch "$1"', ${JSON.stringify(mark)})
    if (${callOff}) callOff()
    console.log('armed')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await sleep(200)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('the command runs when the process is killed, and not when it was called off', async () => {
  const [killed, calledOff] = [join(folder, 'killed'), join(folder, 'called-off')]
  await runAndKill(calledOff, true)
  await runAndKill(killed, false)
  await expect.poll(() => existsSync(killed), { timeout: 10_000 }).toBe(true)
  expect(existsSync(calledOff)).toBe(false)
})
