import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Kana } from './shapes.ts'

export const bodyContract = {
  get: operation({
    method: 'GET',
    path: '/body',
    label: '団体を見る',
    permission: 'signed-in',
    effect: 'read',
  }).output(z.object({ code: z.string(), name: z.string(), kana: z.string(), demo: z.boolean() })),
  update: operation({
    method: 'PUT',
    path: '/body',
    label: '団体の名前を変える',
    permission: ['administrator'],
    effect: 'change',
  })
    .input(z.object({ name: z.string().trim().min(1, '団体の名前を入力してください。').max(100), kana: Kana }))
    .output(z.object({})),
}
