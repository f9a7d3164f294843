import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { type OperationMeta, sentence } from '#kernel/contract'
import { refusalStatus } from '#kernel/refusal'
import { contracts } from './modules.ts'

let document: Promise<object> | undefined

/** The OpenAPI 3.1 document of every operation, made once from the contracts. */
export const openApiDocument = (): Promise<object> => (document ??= generate())

async function generate(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const made = await generator.generate(contracts, {
    info: {
      title: 'Banso API',
      version: '1',
      description:
        '伴走のすべての操作です。APIトークン（マイページで発行）を Authorization: Bearer に付けて呼び出します。断られたときは application/problem+json で理由が返ります。',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'banso_session' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'reason', 'request_id'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string', description: '利用者に示す文' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(refusalStatus) },
            reason: { type: 'string' },
            request_id: { type: 'string' },
            issues: { type: 'array', items: { type: 'object' }, description: '入力の誤りがある項目' },
            facts: { type: 'object', description: '画面が使う事実（最新の版など）' },
          },
        },
      },
    },
  })
  for (const [name, meta, route] of operationsOf(contracts)) {
    const operation = made.paths?.[route.path]?.[route.method.toLowerCase() as 'get']
    if (!operation) throw new Error(`${name} is missing from the OpenAPI document`)
    Object.assign(operation, {
      operationId: name,
      tags: [name.split('.')[0]!],
      'x-banso-permission': meta.permission,
      'x-banso-effect': meta.effect,
      'x-banso-refusals': Object.fromEntries(
        Object.keys(meta.refusals).map((reason) => [reason, sentence(reason, {}, meta.refusals)]),
      ),
    })
    operation.responses = {
      ...operation.responses,
      default: {
        description: '断られたとき',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    }
  }
  return made
}

interface Declared {
  '~orpc': { meta: OperationMeta; route: { method?: string; path?: string }; inputSchema?: unknown }
}

export type NamedOperation = [name: string, meta: OperationMeta, route: { method: string; path: string }]

/** Every operation of a tree of contracts, by its name. */
export function* operationsOf(tree: object, prefix = ''): Generator<NamedOperation> {
  for (const [key, value] of Object.entries(tree)) {
    if ('~orpc' in value) {
      const { meta, route } = (value as Declared)['~orpc']
      yield [prefix + key, meta, { method: route.method ?? 'POST', path: route.path ?? '' }]
    } else yield* operationsOf(value, `${prefix}${key}.`)
  }
}
