import { ConfigError, readConfig } from '#server/config'
import { EmbeddedPostgresError } from '#server/embedded-postgres/messages'
import { administrator } from './commands/administrator.ts'
import { audit } from './commands/audit.ts'
import { backup, restore } from './commands/backup.ts'
import { call } from './commands/call.ts'
import type { Command } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import { migrate } from './commands/migrate.ts'
import { openapi } from './commands/openapi.ts'
import { register } from './commands/register.ts'
import { serve } from './commands/serve.ts'

const commands: Record<string, Command> = {
  ...{ serve, migrate, register, administrator, demo, backup, restore, audit, openapi },
}

/** The `banso` program. */
async function main(args: string[]): Promise<number> {
  const command = commands[args[0] ?? '']
  if (!command && args.length > 0 && args[0] !== 'help') return call(args, process.env)
  if (!command) {
    console.log(
      '使い方: banso <命令> …  または  banso <名詞> <動詞> --項目 値 …（BANSO_URL と BANSO_TOKEN を使います）\n',
    )
    for (const { usage, summary } of Object.values(commands)) console.log(`  ${usage.padEnd(32)} ${summary}`)
    console.log('')
    return call([], process.env)
  }
  try {
    return await command.run(args.slice(1), readConfig(process.env))
  } catch (error) {
    const told = error instanceof ConfigError || error instanceof EmbeddedPostgresError
    console.error(told ? error.message : error)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
