import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface ServeProcess {
  url: string
  pid: number
  /** Sends the signal; resolves with the exit code once the process is gone. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** `banso serve` as an installation runs it, on a free port; resolves when it says that it serves. */
export async function startServe(environment: Record<string, string>): Promise<ServeProcess> {
  const child: ChildProcess = spawn(join(import.meta.dirname, '../../../bin/banso'), ['serve'], {
    env: { ...process.env, BANSO_PORT: '0', BANSO_HOST: '127.0.0.1', BANSO_LOG: 'fatal', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the node ended with ${code}`)))
    child.stdout!.on('data', (chunk: Buffer) => {
      const match = /Banso: (http:\S+)/.exec(chunk.toString())
      if (match) resolve(match[1]!)
    })
  })
  return {
    url,
    pid: child.pid!,
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}
