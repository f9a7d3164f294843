// The rules of the house as data; check.ts applies them, docs/architecture.md says them in words.

/** Each module may use only those before it. */
export const moduleOrder = [
  'staff',
  'notices',
  'framework',
  'profiles',
  'search',
  'assessment',
  'training',
  'community',
  'projects',
  'experts',
  'insights',
] as const

export interface Rule {
  /**
   * What may be imported. `own` is the whole module (or engine), `own:<kind>` a file kind of it, `above:<kind>` a kind
   * of a module before it; a path such as `server/db` is that file or folder; `*` is everything.
   */
  imports: readonly string[]
  /** npm packages, or `*`. */
  packages: readonly string[] | '*'
  /** May it use Node's own modules? */
  node?: boolean
  /** May its strings be Japanese? */
  japanese?: boolean
  maxLines?: number
}

const serverSide = ['own', 'engines', 'kernel', 'server', 'above:public']

/** The only files a module may hold; each may become a folder of the same name. */
export const moduleKinds: Record<string, Rule> = {
  contract: {
    imports: ['own:contract', 'kernel', 'above:contract'],
    packages: ['zod', '@orpc/contract'],
    japanese: true,
  },
  // own:contract: content that people may also bring as a file has one shape
  content: { imports: ['own:content', 'own:contract', 'kernel'], packages: ['zod'], japanese: true },
  rules: { imports: ['own:rules', 'own:contract', 'engines', 'kernel'], packages: [] },
  messages: { imports: ['own:messages', 'own:contract', 'kernel'], packages: [], japanese: true },
  // server/session for the branded Scope, which every read of personal data takes
  store: { imports: ['own:store', 'own:contract', 'kernel', 'server/db', 'server/session'], packages: ['kysely'] },
  handlers: { imports: serverSide, packages: '*', node: true },
  routes: { imports: serverSide, packages: '*', node: true },
  jobs: { imports: serverSide, packages: '*', node: true },
  demo: { imports: serverSide, packages: '*', node: true },
  public: { imports: ['own'], packages: [], maxLines: 30 },
  web: {
    imports: ['own:web', 'own:contract', 'own:rules', 'above:contract', 'ui', 'kernel'],
    packages: '*',
    japanese: true,
  },
}

export const layers: Record<string, Rule> = {
  engines: { imports: ['own'], packages: '*' },
  // @holiday-jp: a table of dates, as pure as code
  kernel: { imports: ['kernel'], packages: ['zod', '@orpc/contract', '@holiday-jp/holiday_jp'] },
  server: { imports: ['server', 'kernel', 'db'], packages: '*', node: true },
  ui: { imports: ['ui', 'kernel'], packages: '*', japanese: true },
  app: { imports: ['*'], packages: '*', node: true, japanese: true },
}

/** Tests and what only they use may import anything; nothing else may import them. */
export const testPaths = [/\.test\.tsx?$/, /^src\/(server|app)\/testing\//]

/** Files of layers without Japanese that yet hold some, and why. */
export const japaneseAllowed: readonly { path: RegExp; why: string }[] = [
  { path: /^src\/modules\/staff\/rules\/demo\.ts$/, why: 'titles and sections of the fictional demo city' },
  { path: /^src\/engines\/ranking\//, why: 'the language it analyses: characters, parts of speech, stop words' },
  { path: /^src\/server\/(.+\/)?messages\.ts$/, why: 'texts of the server that people read, kept in one place' },
  { path: /^src\/server\/config\.ts$/, why: 'descriptions of settings, shown when one is wrong' },
  { path: /^src\/server\/db\/migrate\.ts$/, why: 'refusals at start, shown to the operator' },
  { path: /^src\/kernel\/(contract|refusal)\.ts$/, why: 'the sentences any operation may refuse with' },
  {
    path: /^src\/kernel\/(body-code|fiscal-year|id)\.ts$/,
    why: 'the sentences of a wrong code and a wrong id; names of eras',
  },
]

export const limits = { listed: 250, failed: 400 }
export const forbiddenFolders = /^(utils?|helpers?|services?|managers?)$/
export const forbiddenFiles = /^(index|utils?|helpers?|services?|managers?)\.[jt]sx?$/
export const forbiddenNames = /(Manager|Service|Helper|Util|Utils|Data|Info)$/
export const fileName = /^([a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*|README(\.[a-z]+)?\.md)$/
