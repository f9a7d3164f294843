import { z } from 'zod'

/** What every file under data/ says of itself. */
export const contentHeader = {
  /** Stable name of the file's content. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Raised with every change, so that loading knows what is newer. */
  version: z.number().int().positive(),
  /** `original`, or where it was taken from. */
  source: z.string().min(1),
  /** SPDX name, or the name of the terms it was published under. */
  licence: z.string().min(1),
  /** Whether its facts and figures were checked against their source. */
  status: z.enum(['assumed', 'unverified', 'verified']),
}

/**
 * A module's `content.ts` exports one of these: which data file (path under data/, `*` for any name) has which shape.
 * The first pattern that fits decides.
 */
export type ContentShapes = Readonly<Record<string, z.ZodType>>
