import sharp from 'sharp'
import { Refusal } from '#kernel/refusal'

/** Beyond this many pixels nothing is unpacked; what is kept is at most as wide and high as this. */
export const pictureLimits = { pixels: 64_000_000, width: 4096, height: 12_288 }

export interface Picture {
  content: Buffer
  width: number
  height: number
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Paints a picture anew from its pixels: place, device and owner (EXIF), comments, and whatever else hid in the file are
 * gone. One at a time on a node, since an unpacked picture is large. Animations stay animated.
 */
export function repaint(bytes: Buffer, mediaType: string): Promise<Picture> {
  const turn = last.then(() => paint(bytes, mediaType))
  last = turn.catch(() => undefined)
  return turn
}

async function paint(bytes: Buffer, mediaType: string): Promise<Picture> {
  const { pixels, width, height } = pictureLimits
  const moving = mediaType === 'image/gif' || mediaType === 'image/webp'
  const open = (options: object) => sharp(bytes, { ...options, limitInputPixels: pixels, failOn: 'error' })
  try {
    const source = await open({ animated: moving }).metadata()
    if (source.width * source.height > pixels)
      throw new Refusal('invalid', 'file-picture-huge', { limit: pixels / 1e6 })
    const animated = moving && (source.pages ?? 1) > 1
    const image = open({ animated })
    if (!animated) image.autoOrient()
    image.resize({ width, height: height, fit: 'inside', withoutEnlargement: true })
    if (mediaType === 'image/jpeg') image.jpeg({ quality: 85 })
    const { data, info } = await image.toBuffer({ resolveWithObject: true })
    return { content: data, width: info.width, height: info.pageHeight ?? info.height }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const huge = /pixel limit/i.test((error as Error).message)
    throw new Refusal('invalid', huge ? 'file-picture-huge' : 'file-picture-broken', { limit: pixels / 1e6 })
  }
}
