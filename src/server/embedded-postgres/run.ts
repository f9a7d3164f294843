import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'

/** The system user a program runs as, when it is not our own. */
export interface User {
  uid: number
  gid: number
}

/**
 * Runs a program to its end with its output appended to `log`, and returns its exit code (127 when it cannot be
 * started). What it leaves running keeps writing to the same file, so it never depends on this process being alive.
 */
export async function run(file: string, args: string[], user: User | undefined, log: string): Promise<number> {
  const output = await open(log, 'a', 0o600)
  try {
    return await new Promise<number>((resolve) => {
      const child = spawn(file, args, {
        ...user,
        cwd: '/',
        stdio: ['ignore', output.fd, output.fd],
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      })
      child.once('error', (error) => output.write(`${error.message}\n`).finally(() => resolve(127)))
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    await output.close()
  }
}

/** The last lines of a log, of what was written after the first `from` bytes. */
export async function tail(log: string, from = 0, lines = 20): Promise<string> {
  const text = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(from).toString()
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
