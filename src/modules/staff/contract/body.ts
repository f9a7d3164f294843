import { z } from 'zod'
import { operation } from '#kernel/contract'
import { BodyName, Kana } from './shapes.ts'

export const bodyContract = {
  get: operation({
    method: 'GET',
    path: '/body',
    label: '団体を見る',
    permission: 'signed-in',
    effect: 'read',
  }).output(
    z.object({ code: z.string(), name: z.string(), kana: z.string(), demo: z.boolean(), revision: z.number().int() }),
  ),
  update: operation({
    method: 'PUT',
    path: '/body',
    label: '団体の名前を変える',
    permission: ['administrator'],
    effect: 'change',
  })
    .input(z.object({ name: BodyName, kana: Kana, revision: z.number().int() }))
    .output(z.object({ revision: z.number().int() })),
}
