const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * The credential a file carries, as text: the file itself (JSON, JWT), or what was baked into a picture (PNG iTXt
 * `openbadgecredential`, SVG `openbadges:credential`). `old`: an Open Badge of version 2 or before. Undefined: none.
 */
export function unbaked(bytes: Buffer): string | 'old' | undefined {
  if (bytes.subarray(0, 8).equals(png)) return fromPng(bytes)
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
  if (text.startsWith('{') || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text
  return text.includes('<svg') ? fromSvg(text) : undefined
}

function fromPng(bytes: Buffer): string | 'old' | undefined {
  let old = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length) return undefined
    const end = data.indexOf(0)
    const keyword = data.toString('latin1', 0, Math.max(0, end))
    if (keyword === 'openbadges') old = true
    // iTXt: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text in UTF-8
    if (type === 'iTXt' && keyword === 'openbadgecredential' && data[end + 1] === 0) {
      const language = data.indexOf(0, end + 3)
      const translated = data.indexOf(0, language + 1)
      return data.toString('utf8', translated + 1).trim()
    }
    at += 12 + length
  }
  return old ? 'old' : undefined
}

function fromSvg(text: string): string | 'old' | undefined {
  const verify = /<openbadges:credential\b[^>]*\bverify\s*=\s*"([^"]+)"/.exec(text)?.[1]
  if (verify) return verify.trim()
  const inside =
    /<openbadges:credential\b[^>]*>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/openbadges:credential>/.exec(text)
  if (inside?.[1]) return inside[1].trim()
  return /<openbadges:assertion\b/.test(text) ? 'old' : undefined
}
