import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import sirv from 'sirv'

const directory = join(import.meta.dirname, '../../dist/web')

export type Pages = (request: IncomingMessage, response: ServerResponse) => void

/** Serves the web build: hashed files for a year, and index.html for every page address. */
export function webPages(): Pages {
  const index = readFileSync(join(directory, 'index.html'))
  const files = sirv(directory, {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders(response, pathname) {
      response.setHeader(
        'cache-control',
        pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  return (request, response) => {
    // A file taken away since the start (a new build in the same folder) breaks this answer, not the node.
    response.once('pipe', (file: Readable) => file.once('error', () => response.destroy()))
    files(request, response, () => {
      const file = /\.\w{2,5}$/.test(request.url?.split('?')[0] ?? '')
      response.statusCode = file ? 404 : 200
      response.setHeader('content-type', file ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8')
      response.setHeader('cache-control', 'no-cache')
      response.end(file ? 'not found' : index)
    })
  }
}
