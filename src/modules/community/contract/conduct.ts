import { z } from 'zod'
import { operation } from '#kernel/contract'
import { ownStaff } from '#kernel/permission'

export const conductContract = {
  get: operation({
    method: 'GET',
    path: '/conduct',
    label: '利用のルールを読む',
    permission: ownStaff,
    effect: 'read',
  }).output(
    z.object({
      version: z.number().int(),
      title: z.string(),
      lead: z.string(),
      rules: z.array(z.object({ title: z.string(), text: z.string() })),
      agreed: z.boolean(),
    }),
  ),
  agree: operation({
    method: 'POST',
    path: '/conduct/agreement',
    label: '利用のルールに同意する',
    permission: ownStaff,
    effect: 'change',
    refusals: { 'other-version': '利用のルールが新しくなりました。もう一度読んでから同意してください。' },
  })
    .input(z.object({ version: z.number().int() }))
    .output(z.object({})),
}
