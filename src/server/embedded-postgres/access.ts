import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { z } from 'zod'
import { exists } from './binaries.ts'
import { accessLost } from './messages.ts'
import { giveToOwner, type Place } from './place.ts'

const schema = z.object({ port: z.number().int().min(1).max(65535), password: z.string().min(20) })

/** How this cluster is reached, remembered in a file only we may read. */
export type Access = z.infer<typeof schema>

export const superuser = 'banso'
export const database = 'banso'

export const urlOf = ({ port, password }: Access, name = database) =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`

/** Reads the remembered access; makes it when there is no cluster yet. Two processes at once get the same. */
export async function readAccess(place: Place): Promise<Access> {
  if (!(await exists(place.access))) {
    if (await exists(place.data)) throw accessLost(place.access)
    await writeAccess(place, { port: await freePort(), password: randomBytes(24).toString('base64url') }, link)
  }
  const text = await readFile(place.access, 'utf8')
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw accessLost(place.access)
  }
}

export const rememberAccess = (place: Place, access: Access) => writeAccess(place, access, rename)

/** Writes a whole new file, then puts it in place: `link` keeps what another process put there first. */
async function writeAccess(place: Place, access: Access, put: typeof link): Promise<void> {
  const partial = `${place.access}.${process.pid}`
  await writeFile(partial, JSON.stringify(access), { mode: 0o600, flush: true })
  await giveToOwner(place, partial)
  try {
    await put(partial, place.access)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(partial, { force: true })
  }
}

export function freePort(): Promise<number> {
  return listenOn(0)
}

export const isFree = (port: number) =>
  listenOn(port).then(
    () => true,
    () => false,
  )

function listenOn(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
