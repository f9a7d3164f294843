import { extensionOf, extensions, type MediaType } from './kind.ts'

const sameKind: Partial<Record<MediaType, readonly string[]>> = {
  'image/jpeg': ['jpeg', 'jpe'],
  'text/plain': ['tsv', 'md', 'log'],
}
/** Longest name without its extension: what Windows folders still take, deep down in a tree. */
const longest = 120

/**
 * The name a file is kept under: no folders, nothing invisible or unusable in Windows, and the extension of what it is.
 * Combining voiced marks (names from a Mac) are composed, so that search finds them; other characters stay as they are.
 */
export function tidyName(given: string, mediaType: MediaType): string {
  const own = given
    .toWellFormed()
    .replace(/.[\u3099\u309a]/gu, (pair) => pair.normalize('NFC'))
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
  const extension = extensionOf(own)
  const right = extensions[mediaType]
  const fits = extension === right || sameKind[mediaType]?.includes(extension)
  const base = own.replace(/\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}$/i, '').replace(/^[. ]+|[. ]+$/g, '')
  return `${[...base].slice(0, longest).join('') || 'file'}.${fits ? extension : right}`
}
