import { spawn } from 'node:child_process'

/**
 * Runs a shell command when this process ends, even by SIGKILL: for servers and folders that a broken-off test run
 * must not leave behind. The returned function calls it off.
 */
export function whenThisProcessEnds(command: string, ...args: string[]): () => void {
  // Its standard input closes with us; a session of its own keeps a Ctrl-C meant for us away from it.
  const shell = spawn('sh', ['-c', `if read word; then exit; fi; ${command}`, 'watchdog', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  })
  shell.unref()
  ;(shell.stdin as unknown as { unref(): void }).unref()
  return () => shell.stdin.end('done\n')
}
