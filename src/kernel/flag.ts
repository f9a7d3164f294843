import { z } from 'zod'

/** Yes or no in an address: `?open=false` means no (a plain coercion takes every text for yes). */
export const Flag = z.union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })])
