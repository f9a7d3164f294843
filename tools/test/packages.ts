import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { debianPrograms } from '../debian-postgres.ts'

/** What the tests need of the machine, each with how its presence shows. */
const needed: Record<string, () => boolean> = {
  chromium: () => existsSync('/usr/bin/chromium'),
  openssl: () => existsSync('/usr/bin/openssl'),
  'fonts-noto-cjk': () => existsSync('/usr/share/fonts/opentype/noto'),
  postgresql: () => debianPrograms() !== undefined,
  slapd: () => existsSync('/usr/sbin/slapd'),
}

const missing = () => Object.keys(needed).filter((name) => !needed[name]!())

/** Installs from Debian what is absent, without starting any of it. */
export function installPackages(): void {
  const absent = missing()
  if (absent.length === 0) return
  console.log(`installing from Debian: ${absent.join(' ')}`)
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`the tests need these Debian packages: apt-get install ${absent.join(' ')}`)
  }
  withoutServices(() => {
    apt('update')
    apt('install', '--yes', '--no-install-recommends', ...absent)
  })
  const still = missing()
  if (still.length > 0) throw new Error(`still missing after apt-get install: ${still.join(' ')}`)
}

function apt(...args: string[]): void {
  const { status } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed`)
}

/** Debian asks this file before a package may start its service; 101 means no. */
function withoutServices(work: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  const own = !existsSync(policy)
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    work()
  } finally {
    if (own) rmSync(policy, { force: true })
  }
}
