import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Starts the SAML provider of `saml-server.ts` as a process of its own; says what an administrator must register. */
export async function startSamlProvider() {
  const script = join(import.meta.dirname, 'saml-server.ts')
  const server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(server.stdout, 'data')
  const told = JSON.parse(`${line}`) as { entryPoint: string; issuer: string; certificate: string }
  return { ...told, stop: () => server.kill() }
}
