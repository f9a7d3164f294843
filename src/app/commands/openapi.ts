import { openApiDocument } from '../openapi.ts'
import type { Command } from './command.ts'

export const openapi: Command = {
  usage: 'openapi',
  summary: 'APIの定義（OpenAPI 3.1）を出力します',
  async run() {
    console.log(JSON.stringify(await openApiDocument(), null, 1))
    return 0
  },
}
