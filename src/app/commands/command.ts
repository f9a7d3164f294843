import type { Config } from '#server/config'

/** A command of the `banso` program. Returns the exit code: 0 done, 1 failed, 2 misused. */
export interface Command {
  /** How it is called, without the program's name. */
  usage: string
  /** One Japanese line for the help. */
  summary: string
  run(args: string[], config: Config): Promise<number>
}
