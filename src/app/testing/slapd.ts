import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'ldapts'

export interface Directory {
  url: string
  /** Certificate of the authority that signed the server's. */
  authority: string
  base: string
  searcher: { name: string; password: string }
  stop(): Promise<void>
}

const base = 'dc=shionagi,dc=example'
const searcher = { name: `cn=searcher,${base}`, password: 'the searching password' }

export interface Entry {
  uid: string
  name: string
  number: string
  password: string
  /** The branch below the base; people when absent. */
  branch?: string
}

/** Debian's slapd with a directory of its own, as a child process on a free port; gone with `stop`. */
export async function startDirectory(entries: readonly Entry[]): Promise<Directory> {
  const folder = mkdtempSync(join(tmpdir(), 'banso-slapd-'))
  chmodSync(folder, 0o700)
  mkdirSync(join(folder, 'db'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
    { stdio: 'ignore' },
  )
  const config = join(folder, 'slapd.conf')
  writeFileSync(
    config,
    `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/pid
TLSCertificateFile ${certificate}
TLSCertificateKeyFile ${key}
database mdb
suffix "${base}"
rootdn "${searcher.name}"
rootpw "${searcher.password}"
directory ${folder}/db
access to attrs=userPassword by anonymous auth by self write by * none
access to * by self read by anonymous auth by * none
`,
  )
  const port = await freePort()
  const url = `ldap://127.0.0.1:${port}`
  const server = spawn('/usr/sbin/slapd', ['-f', config, '-h', url, '-d', '0'], { stdio: 'ignore' })
  const stop = async () => {
    await ended(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await fill(url, entries)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, authority: readFileSync(certificate, 'utf8'), base, searcher, stop }
}

async function fill(url: string, entries: readonly Entry[]): Promise<void> {
  const client = new Client({ url, timeout: 5_000, connectTimeout: 5_000 })
  for (let tries = 0; ; tries++) {
    try {
      await client.bind(searcher.name, searcher.password)
      break
    } catch (error) {
      if (tries === 100) throw error
      await sleep(100)
    }
  }
  await client.add(base, { objectClass: ['dcObject', 'organization'], dc: 'shionagi', o: '汐凪市' })
  const branches = new Set(['people', ...entries.flatMap(({ branch }) => branch ?? [])])
  for (const branch of branches)
    await client.add(`ou=${branch},${base}`, { objectClass: 'organizationalUnit', ou: branch })
  for (const { uid, name, number, password, branch = 'people' } of entries)
    await client.add(`uid=${uid},ou=${branch},${base}`, {
      objectClass: 'inetOrgPerson',
      ...{ uid, cn: name, sn: name, employeeNumber: number, userPassword: password },
    })
  await client.unbind()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
