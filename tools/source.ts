import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
// TypeScript 7 has no JavaScript API yet; Vite re-exports oxc's parser, which reads TypeScript and JSX and is already here.
import { parseSync } from 'vite'

export interface Import {
  specifier: string
  line: number
}

export interface Text {
  value: string
  line: number
}

/** What the checks ask of a source file. */
export interface Source {
  lines: number
  imports: Import[]
  exported: Text[]
  /** Names the file itself gives: variables, parameters, functions, types and their members. */
  declared: Set<string>
  /** Keys of object literals: names of ours in a schema, often somebody else's elsewhere. */
  keys: Set<string>
  strings: Text[]
  comments: Text[]
  /** The file only passes other files' exports on. */
  barrel: boolean
  errors: string[]
}

type Node = { type: string; start: number } & Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child)
  }
}

const literal = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

/** The module a node brings in: import, re-export, `import()`, `import('…')` as a type, `new URL('…', import.meta.url)`. */
function specifierOf(node: Node): string | undefined {
  if (/^(Import|ExportNamed|ExportAll)Declaration$|^(ImportExpression|TSImportType)$/.test(node.type)) {
    return literal(node.source ?? node.argument)
  }
  if (node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'URL') {
    const [path, base] = node.arguments as unknown[]
    if (isNode(base) && base.type === 'MemberExpression') return literal(path)
  }
}

export function readSource(path: string): Source {
  const code = readFileSync(path, 'utf8')
  const starts = [0]
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineAt = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1

  const parsed = parseSync(path, code)
  const program = parsed.program as unknown as Node & { body: Node[] }
  const source: Source = {
    lines: code.split('\n').length - (code.endsWith('\n') ? 1 : 0),
    imports: [],
    exported: [],
    declared: new Set(),
    keys: new Set(),
    strings: [],
    comments: parsed.comments.map(({ value, start }) => ({ value, line: lineAt(start) })),
    barrel: program.body.length > 0 && program.body.every((node) => /^Export/.test(node.type) && isNode(node.source)),
    errors: parsed.errors.map((error) => error.message),
  }
  for (const entry of parsed.module.staticExports.flatMap((statement) => statement.entries)) {
    if (entry.exportName.name) source.exported.push({ value: entry.exportName.name, line: lineAt(entry.start) })
  }
  for (const node of walk(program)) {
    const specifier = specifierOf(node)
    if (specifier !== undefined) source.imports.push({ specifier, line: lineAt(node.start) })
    const text = textOf(node)
    if (text !== undefined) source.strings.push({ value: text, line: lineAt(node.start) })
    for (const name of namesGivenBy(node)) source.declared.add(name)
    for (const name of keysOf(node)) source.keys.add(name)
  }
  return source
}

const declarations =
  /^(VariableDeclarator|FunctionDeclaration|ClassDeclaration|TSTypeAliasDeclaration|TSInterfaceDeclaration)$/
const members = /^(TSPropertySignature|TSMethodSignature|PropertyDefinition|MethodDefinition)$/

function namesGivenBy(node: Node): string[] {
  const named = declarations.test(node.type) ? [node.id] : members.test(node.type) && !node.computed ? [node.key] : []
  const parameters = Array.isArray(node.params) ? node.params : []
  return identifiers([...named, ...parameters])
}

function keysOf(node: Node): string[] {
  if (node.type !== 'ObjectExpression') return []
  return identifiers((node.properties as Node[]).map((property) => (property.computed ? undefined : property.key)))
}

const identifiers = (nodes: unknown[]): string[] =>
  nodes.flatMap((node) =>
    isNode(node) && /^(Identifier|PrivateIdentifier)$/.test(node.type) ? [String(node.name)] : [],
  )

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText') return String(node.value)
  if (node.type === 'TemplateElement') return (node.value as { raw: string }).raw
  return literal(node)
}

/** Paths of all files under the folders, relative to the root, sorted; installed and built folders left out. */
export function filesUnder(root: string, folders: readonly string[]): string[] {
  const found = folders.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort()
}
