import { fileTypeFromBuffer } from 'file-type'
import { Refusal } from '#kernel/refusal'
import { decodeText } from '#server/sheet/read'
import { zipDirectory } from '#server/sheet/zip'

/** What may be kept, by media type, with the extension its name ends in. */
export const extensions = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/csv': 'csv',
  'text/plain': 'txt',
} as const
export type MediaType = keyof typeof extensions

const textNames = {
  csv: 'text/csv',
  tsv: 'text/plain',
  txt: 'text/plain',
  md: 'text/plain',
  log: 'text/plain',
} as const
const officeParts = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'ppt/presentation.xml': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
} as const

const macros = /(^|\/)(vbaProject\.bin$|macrosheets\/)/i
const macroTypes = /^(doc|dot|xls|xlt|ppt|pot|pps)m$/
const archives = /^(zip|7z|rar|tar|gz|bz2|xz|zst|lz|lz4|lzh|Z|cab|ar|arj|ace|asar|tar\.gz)$/
const programs = /^(exe|elf|macho|msi|lnk|alias|deb|rpm|apk|jar|class|wasm|swf|crx|xpi|dex|shp)$/
const scriptNames = /^(bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|sh|py|reg|scr|com|exe|msi|jar|lnk)$/
const markup = /^\s*(<!doctype|<\?xml|<html|<svg|<head|<body|<script)/i

export const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

const refuse = (reason: string): never => {
  throw new Refusal('invalid', reason)
}

/**
 * What a file is by its content, whatever it is called; only which text a text is, its name says. Everything not on the
 * list is a Refusal whose reason begins with `file-`.
 */
export async function kindOf(bytes: Buffer, name: string): Promise<MediaType> {
  if (bytes.length === 0) refuse('file-empty')
  const extension = extensionOf(name)
  const text = textOf(bytes)
  if (text !== undefined && extension in textNames && !markup.test(text) && !text.startsWith('#!'))
    return textNames[extension as keyof typeof textNames]
  const found = await fileTypeFromBuffer(bytes)
  if (text !== undefined && (found === undefined || extension in textNames)) return refuse(whyNotText(text, extension))
  if (!found) return refuse(extension in textNames ? 'file-text' : 'file-type')
  if (Object.hasOwn(extensions, found.mime) && !found.mime.includes('officedocument')) return found.mime as MediaType
  return macroTypes.test(found.ext) ? refuse('file-macro') : (officeOf(bytes) ?? refuse(whyNot(found)))
}

/** The words of a text file, or undefined when it is none: UTF-8, UTF-16 with its mark, or CP932, nothing unreadable. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const { text } = decodeText(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    return /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

function whyNotText(text: string, extension: string): string {
  if (markup.test(text)) return 'file-page'
  return text.startsWith('#!') || scriptNames.test(extension) ? 'file-program' : 'file-type'
}

/** Which Office document a ZIP is, by its directory alone: nothing is unpacked. */
function officeOf(bytes: Buffer): MediaType | undefined {
  if (bytes.readUInt32BE(0) !== 0x504b0304) return undefined
  let names: string[]
  try {
    names = zipDirectory(bytes).map((entry) => entry.name)
  } catch {
    return refuse('file-broken')
  }
  const part = Object.keys(officeParts).find((path) => names.includes(path))
  if (part === undefined || !names.includes('[Content_Types].xml')) return undefined
  return names.some((path) => macros.test(path)) ? refuse('file-macro') : officeParts[part as keyof typeof officeParts]
}

function whyNot({ ext, mime }: { ext: string; mime: string }): string {
  if (ext === 'cfb') return 'file-old-office'
  if (archives.test(ext)) return 'file-archive'
  if (programs.test(ext)) return 'file-program'
  if (ext === 'xml') return 'file-page'
  if (mime.startsWith('image/')) return 'file-picture-type'
  return /^(video|audio)\//.test(mime) ? 'file-sound' : 'file-type'
}
