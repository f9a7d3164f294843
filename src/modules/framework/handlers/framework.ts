import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { frameworkContract } from '../contract.ts'
import { mainFramework } from '../store/main.ts'
import { versionId, versionOf, versionsOf } from '../store/version.ts'

const operations = signedIn(frameworkContract.framework)

export const frameworkReading = {
  list: operations.list.handler(async ({ context: { db, scope } }) => {
    const mayEdit = mayModerate(scope.roles)
    const versions = (await versionsOf(db, scope.bodyId)).filter(({ state }) => mayEdit || state !== 'draft')
    const main = await mainFramework(db, scope.bodyId)
    const codes = [...new Set(versions.map(({ code }) => code))].sort((a, b) => Number(b === main) - Number(a === main))
    const families = codes.map((code) => ({ code, versions: versions.filter((one) => one.code === code) }))
    return { main, mayEdit, families }
  }),

  get: operations.get.handler(async ({ input, context: { db, scope } }) => {
    const main = await mainFramework(db, scope.bodyId)
    const id = input.id ?? (await versionId(db, scope.bodyId, input.code ?? main, input.version))
    const found = id === undefined ? undefined : await versionOf(db, scope.bodyId, id)
    const editor = mayModerate(scope.roles)
    if (!found || (found.state === 'draft' && !editor)) throw new Refusal('missing', 'not-found')
    return { ...found, main: found.code === main, mayEdit: editor && found.state === 'draft' }
  }),
}
