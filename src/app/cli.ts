import { ConfigError, readConfig } from '#server/config'
import { EmbeddedPostgresError } from '#server/embedded-postgres/messages'
import type { Command } from './commands/command.ts'
import { migrate } from './commands/migrate.ts'
import { serve } from './commands/serve.ts'

const commands: Record<string, Command> = { serve, migrate }

/** The `banso` program. */
async function main(args: string[]): Promise<number> {
  const command = commands[args[0] ?? '']
  if (!command) {
    console.log('使い方: banso <命令> …\n')
    for (const { usage, summary } of Object.values(commands)) console.log(`  ${usage.padEnd(32)} ${summary}`)
    return args.length === 0 || args[0] === 'help' ? 0 : 2
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
