import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { CompactSign, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { canonical } from './rules/credential/canonical.ts'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}
const school = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

const base58 = (bytes: Uint8Array) => {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; value > 0n; value /= 58n) text = alphabet[Number(value % 58n)] + text
  return `z${'1'.repeat([...bytes].findIndex((byte) => byte !== 0))}${text}`
}
const didOf = (key: KeyObject) => {
  const raw = Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')
  return `did:key:${base58(Uint8Array.from([0xed, 0x01, ...raw]))}`
}

beforeAll(async () => {
  node = await startTestNode()
  for (const [login, roles] of [
    ['taro', []],
    ['jiro', []],
    ['office', ['dx-office']],
    ['hr', ['hr']],
  ] as const) {
    ids[login] = (await createPerson(node, { login, name: `${login}さん`, roles: [...roles] })).personId
    await node.owner.query('update person set mail = $2 where id = $1', [ids[login], `${login}@city.example.jp`])
    as[login] = await node.as(login)
  }
})
afterAll(() => node?.stop())

const hashed = (mail: string, salt = 'salt') => ({
  ...{ type: 'IdentityObject', identityType: 'emailAddress', hashed: true, salt },
  identityHash: `sha256$${createHash('sha256')
    .update(mail + salt)
    .digest('hex')}`,
})
const issuer = 'https://school.example.jp/issuer'
const claims = (more: object = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  ...{ id: `urn:uuid:${newId()}`, type: ['VerifiableCredential', 'OpenBadgeCredential'] },
  ...{ issuer: { id: issuer, type: ['Profile'], name: '見本学校' }, validFrom: '2026-04-01T00:00:00Z' },
  credentialSubject: {
    ...{ type: ['AchievementSubject'], identifier: [hashed('taro@city.example.jp')] },
    achievement: { id: 'https://school.example.jp/a/1', type: ['Achievement'], name: '表計算 上級' },
  },
  ...more,
})
const token = (payload: object, key = school.privateKey, alg = 'EdDSA') =>
  new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg, typ: 'vc+jwt' }).sign(key)
const send = (login: string, text: string | Uint8Array, name = 'badge.txt') =>
  as[login]!.certificate.submitBadge({ id: newId(), file: new File([text as never], name) })
const refused = (text: string | Uint8Array, reason: string, login = 'taro') =>
  expect(send(login, text)).rejects.toMatchObject({ data: { reason } })

test('until the issuer is on the city’s list a badge waits; then the DX section says what it means, and it is evidence', async () => {
  const badge = await token(claims())
  expect(await send('taro', badge)).toEqual({
    state: 'waiting',
    checks: { signature: 'no-key', trusted: false, theirs: true, revocable: false },
  })
  const waiting = async () => (await as.office!.certificate.waiting({})).certificates[0]!
  expect(await waiting()).toMatchObject({
    title: '表計算 上級',
    checks: { signature: 'no-key' },
    person: { name: 'taroさん' },
  })
  const pem = school.publicKey.export({ format: 'pem', type: 'spki' }).toString()
  await as.office!.certificate.addIssuer({ id: newId(), name: '見本学校', identifier: issuer, keys: pem })
  const { id, revision, checks } = await waiting()
  expect(checks).toMatchObject({ signature: 'valid', trusted: true, theirs: true })
  await expect(as.office!.certificate.decide({ id, revision, accept: true })).rejects.toMatchObject({
    data: { reason: 'no-meaning' },
  })
  await as.office!.certificate.decide({ id, revision, accept: true, skill: 'city-sheet', level: 3 })
  const { rows } = await as.taro!.evidence.list({})
  expect(rows[0]).toMatchObject({ kind: 'certificate', note: '表計算 上級', level: 3, shownOn: '2026-04-01' })
  expect((await as.taro!.notice.list({})).notices[0]).toMatchObject({ kind: 'certified', title: '表計算 上級' })
  await refused(badge, 'used')
  // The same achievement for somebody else counts at once: signature, issuer, person and meaning are known.
  const subject = { ...claims().credentialSubject, identifier: [hashed('jiro@city.example.jp')] }
  expect(await send('jiro', await token(claims({ credentialSubject: subject })))).toMatchObject({ state: 'accepted' })
  expect((await as.jiro!.evidence.list({})).rows).toHaveLength(1)
})

test('forged badges: changed, signed with another key, with none, or with a public key as a secret', async () => {
  const badge = await token(claims())
  const [head, body, signature] = badge.split('.')
  const changed = JSON.parse(Buffer.from(body!, 'base64url').toString())
  changed.credentialSubject.achievement.name = '表計算 達人'
  const again = Buffer.from(JSON.stringify(changed)).toString('base64url')
  await refused(`${head}.${again}.${signature}`, 'forged')
  await refused(await token(claims(), other.privateKey), 'forged')
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  await refused(`${none}.${body}.${signature}`, 'unsafe-algorithm')
  const secret = Buffer.from(school.publicKey.export({ format: 'pem', type: 'spki' }).toString())
  const hmac = await new CompactSign(Buffer.from(JSON.stringify(claims())))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(secret)
  await refused(hmac, 'unsafe-algorithm')
  await refused(await token({ ...claims(), iss: 'https://another.example.jp' }), 'forged')
  await refused(await token(claims(), rsa.privateKey, 'RS256'), 'forged')
  expect((await as.taro!.certificate.mine({})).certificates).toHaveLength(1)
})

test('another’s, expired, not yet valid, or no badge at all: each is told', async () => {
  await refused(await token(claims()), 'other-person', 'jiro')
  await refused(await token(claims({ validUntil: '2026-05-01T00:00:00Z' })), 'expired')
  await refused(await token(claims({ validFrom: '2099-01-01T00:00:00Z' })), 'not-yet-valid')
  await refused(await token({ ...claims(), type: ['VerifiableCredential'] }), 'not-a-badge')
  for (const text of ['', 'hello', '{', '{"type":"OpenBadgeCredential"}', 'a.b.c', '[]'])
    await refused(text, 'not-a-badge')
  const large = new File([new Uint8Array(6 * 1024 * 1024)], 'x')
  await expect(as.taro!.certificate.submitBadge({ id: newId(), file: large })).rejects.toMatchObject({ status: 400 })
})

/** A Data Integrity proof as https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022 makes it. */
function proven(document: Record<string, unknown>, key: KeyObject, did: string) {
  const config = {
    ...{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', created: '2026-04-01T00:00:00Z' },
    ...{ verificationMethod: `${did}#${did.slice(8)}`, proofPurpose: 'assertionMethod' },
  }
  const hash = (value: unknown) => createHash('sha256').update(canonical(value)).digest()
  const signed = Buffer.concat([hash({ ...config, '@context': document['@context'] }), hash(document)])
  return JSON.stringify({ ...document, proof: { ...config, proofValue: base58(sign(null, signed, key)) } })
}

test('a proof inside the document is verified by the key in the issuer’s name; trust is still the city’s', async () => {
  const did = didOf(school.publicKey)
  const document = claims({ issuer: { id: did, name: '見本協会' } })
  const whole = proven(document, school.privateKey, did)
  expect(await send('taro', whole)).toMatchObject({ state: 'waiting', checks: { signature: 'valid', trusted: false } })
  const forged = JSON.parse(proven(claims({ issuer: { id: did } }), school.privateKey, did))
  forged.credentialSubject.achievement.name = '達人'
  await refused(JSON.stringify(forged), 'forged')
  await refused(proven(claims({ issuer: { id: did } }), other.privateKey, did), 'forged')
  await refused(proven(claims({ issuer: { id: did } }), other.privateKey, didOf(other.publicKey)), 'forged')
  const rdfc = JSON.parse(proven(claims({ issuer: { id: did } }), school.privateKey, did))
  rdfc.proof.cryptosuite = 'eddsa-rdfc-2022'
  await refused(JSON.stringify(rdfc), 'other-proof')
})

function baked(keyword: string, text: string): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`), Buffer.from(text)])),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('badges baked into pictures, and in a token of version 1.1 with a day of its own', async () => {
  const identifier = { credentialSubject: { ...claims().credentialSubject, identifier: [] } }
  const inPng = baked('openbadgecredential', await token(claims(identifier)))
  expect(await send('taro', inPng, 'b.png')).toMatchObject({ state: 'waiting', checks: { theirs: null } })
  await refused(baked('openbadges', '{}'), 'old-badge')
  const svg = `<svg xmlns="x"><openbadges:credential verify="${await token(claims())}"/></svg>`
  expect(await send('taro', svg, 'b.svg')).toMatchObject({ state: 'accepted' })
  const { id: jti, issuer: _, validFrom: __, ...vc } = claims()
  const old = new SignJWT({ vc }).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(issuer).setJti(jti)
  const signed = await old.setNotBefore(Math.floor(Date.parse('2026-04-01T00:00:00Z') / 1000)).sign(school.privateKey)
  expect(await send('taro', signed)).toMatchObject({ state: 'accepted' })
})

test('the canonical form is that of RFC 8785, 3.2.3', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '1': 'One',
    '\u0080': 'Control\u007f',
    n: [1e21, 0.002, -0],
  }
  expect(canonical(value)).toBe(
    '{"\\r":"Carriage Return","1":"One","n":[1e+21,0.002,0],"\u0080":"Control\u007f","€":"Euro Sign"}',
  )
})

test('issuers are the DX section’s; private keys and nonsense are refused and not kept', async () => {
  const add = (login: string, keys: string, identifier = 'https://x.example.jp') =>
    as[login]!.certificate.addIssuer({ id: newId(), name: '試し', identifier, keys })
  const secret = other.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await expect(add('office', secret)).rejects.toMatchObject({ data: { reason: 'private' } })
  for (const keys of ['', 'abc', '{"keys":[]}', '{"kty":"oct","k":"AAAA"}'])
    await expect(add('office', keys)).rejects.toMatchObject({ data: { reason: 'keys' } })
  for (const login of ['taro', 'hr']) await expect(add(login, 'abc')).rejects.toMatchObject({ status: 403 })
  await expect(add('office', '', 'ftp://x')).rejects.toMatchObject({ status: 400 })
  const jwks = JSON.stringify({ keys: [other.publicKey.export({ format: 'jwk' })] })
  expect(await add('office', jwks)).toEqual({ keys: 1 })
  await expect(add('office', jwks)).rejects.toMatchObject({ data: { reason: 'issuer-exists' } })
  const { issuers } = await as.hr!.certificate.issuers({})
  await as.office!.certificate.removeIssuer({ id: issuers.find(({ name }) => name === '試し')!.id })
  expect((await as.hr!.certificate.issuers({})).issuers.map(({ name }) => name)).toEqual(['見本学校'])
})

const pdf = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'], '合格証書.pdf')
const submit = (login: string, more: object = {}) =>
  as[login]!.certificate.submit({
    ...{ id: newId(), file: pdf, title: 'ITパスポート', issuer: 'IPA', issuedOn: '2026-05-01' },
    ...{ skill: 'city-security', level: 2, ...more },
  } as never)

test('a certificate as a file is looked at by somebody else, who says yes, or no with a reason', async () => {
  await submit('jiro')
  await expect(submit('jiro', { issuedOn: '2099-01-01' })).rejects.toMatchObject({ data: { reason: 'future' } })
  await expect(submit('jiro', { expiresOn: '2026-04-01' })).rejects.toMatchObject({ data: { reason: 'order' } })
  await expect(submit('jiro', { skill: 'no-such' })).rejects.toMatchObject({ data: { reason: 'no-skill' } })
  const script = new File(['<html><script>'], 'x.pdf')
  await expect(submit('jiro', { file: script })).rejects.toMatchObject({ data: { reason: 'file-kind' } })
  const one = (await as.hr!.certificate.waiting({})).certificates.find(({ kind }) => kind === 'file')!
  expect(one).toMatchObject({ title: 'ITパスポート', checks: null, person: { name: 'jiroさん' } })
  for (const login of ['taro', 'jiro'])
    await expect(as[login]!.certificate.waiting({})).rejects.toMatchObject({ status: 403 })
  await expect(as.taro!.certificate.file({ id: one.id })).rejects.toMatchObject({ status: 404 })
  const opened = await as.hr!.certificate.file({ id: one.id })
  expect([opened.name, opened.mediaType]).toEqual(['合格証書.pdf', 'application/pdf'])
  expect((await as.jiro!.certificate.file({ id: one.id })).base64).toBe(opened.base64)
  const decide = (login: string, accept: boolean, reason = '') =>
    as[login]!.certificate.decide({ id: one.id, revision: one.revision, accept, reason })
  await expect(decide('taro', true)).rejects.toMatchObject({ status: 403 })
  await expect(decide('hr', false)).rejects.toMatchObject({ data: { reason: 'say-why' } })
  await decide('hr', false, '有効期限の面が写っていません。')
  await expect(decide('hr', true)).rejects.toMatchObject({ data: { reason: 'moved' } })
  const [mine] = (await as.jiro!.certificate.mine({})).certificates.filter(({ kind }) => kind === 'file')
  expect(mine).toMatchObject({ state: 'refused', reason: '有効期限の面が写っていません。' })
  await submit('office')
  const own = (await as.office!.certificate.waiting({})).certificates.find((each) => each.own)!
  await expect(
    as.office!.certificate.decide({ id: own.id, revision: own.revision, accept: true }),
  ).rejects.toMatchObject({ data: { reason: 'own' } })
})
