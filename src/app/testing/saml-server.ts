import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'

/**
 * A SAML 2.0 identity provider as a process of its own: prints one line of JSON with its address, entity id and
 * certificate. `?login=…` is believed; `?spoil=…` makes the answer wrong in one way. A browser gets the form that posts
 * itself, anything else its fields.
 */
function newKey() {
  const folder = mkdtempSync(join(tmpdir(), 'banso-saml-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=idp.example.lg.jp', '-days', '2']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  })
  const pair = { key: readFileSync(key, 'utf8'), certificate: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return pair
}

const own = newKey()
const stranger = newKey()
const newId = () => `_${randomBytes(16).toString('hex')}`
const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

interface Asked {
  requestId: string
  consumer: string
  audience: string
}

const periods: Record<string, [from: number, to: number]> = {
  expired: [-600, -90],
  early: [90, 600],
  ahead: [30, 600],
  behind: [-600, -30],
}

function confirmationOf({ requestId, consumer }: Asked, spoil: string, until: string): string {
  if (spoil === 'unconfirmed') return ''
  const inResponseTo = ['unsolicited', 'bare'].includes(spoil)
    ? ''
    : ` InResponseTo="${spoil === 'other-request' ? newId() : requestId}"`
  const recipient = spoil === 'recipient' ? 'http://other.example/acs' : consumer
  const method = `urn:oasis:names:tc:SAML:2.0:cm:${spoil === 'holder' ? 'holder-of-key' : 'bearer'}`
  return `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData${until} Recipient="${recipient}"${inResponseTo}/></saml:SubjectConfirmation>`
}

function assertionOf(asked: Asked, login: string, spoil: string, issuer: string): string {
  const [from, to] = periods[spoil] ?? [-5, 300]
  const until = spoil === 'endless' ? '' : ` NotOnOrAfter="${at(to)}"`
  const format = spoil === 'transient' ? 'transient' : 'persistent'
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${at(0)}">
<saml:Issuer>${spoil === 'issuer' ? 'http://evil.example' : issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:${format}">${spoil === 'transient' ? newId() : login}</saml:NameID>
${confirmationOf(asked, spoil, until)}</saml:Subject>
<saml:Conditions NotBefore="${at(from)}"${until}><saml:AudienceRestriction><saml:Audience>${spoil === 'audience' ? 'http://other.example' : asked.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="${at(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="employeeNumber"><saml:AttributeValue>${login}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
</saml:Assertion>`
}

const sha256 = ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2001/04/xmlenc#sha256'] as const
const sha1 = ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2000/09/xmldsig#sha1'] as const

function signed(
  xml: string,
  element: 'Assertion' | 'Response',
  { key, certificate }: typeof own,
  [signature, digest]: readonly [string, string] = sha256,
): string {
  const signer = new SignedXml({
    privateKey: key,
    publicCert: certificate,
    getKeyInfoContent: SignedXml.getKeyInfoContent, // the certificate travels inside, as most providers send it
    signatureAlgorithm: signature,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  const xpath = `//*[local-name(.)='${element}']`
  signer.addReference({
    xpath,
    digestAlgorithm: digest,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  })
  signer.computeSignature(xml, { location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } })
  return signer.getSignedXml()
}

/** What stands in the response where one signed assertion should. */
function contentOf(asked: Asked, login: string, spoil: string, issuer: string): string {
  const bare = assertionOf(asked, login, spoil, issuer)
  if (spoil === 'unsigned' || spoil === 'response-signed') return bare
  const good = signed(bare, 'Assertion', spoil === 'signer' ? stranger : own)
  if (spoil === 'sha1') return signed(bare, 'Assertion', own, sha1)
  const forged = assertionOf(asked, 'kanri', '', issuer)
  if (spoil === 'tampered') return good.replaceAll(`>${login}<`, '>kanri<')
  if (spoil === 'two') return forged + good
  if (spoil === 'wrapped') return `<samlp:Extensions>${good}</samlp:Extensions>${forged}`
  if (spoil === 'nested') return forged.replace('</saml:Issuer>', `</saml:Issuer>${signatureIn(good, good)}`)
  if (spoil === 'commented') return good.replaceAll(`>${login}<`, `>${login.slice(0, 2)}<!-- -->${login.slice(2)}<`)
  return good
}

/** The signature of `good` with the whole of it inside, as an object. */
function signatureIn(good: string, inside: string): string {
  const signature = /<Signature[\s\S]*<\/Signature>/.exec(good)![0]
  return signature.replace('</Signature>', `<Object>${inside}</Object></Signature>`)
}

function responseTo(asked: Asked, login: string, spoil: string, issuer: string): string {
  const inResponseTo = spoil === 'unsolicited' ? '' : ` InResponseTo="${asked.requestId}"`
  const doctype = spoil === 'doctype' ? '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' : ''
  const content = contentOf(asked, login, spoil, issuer)
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${newId()}" Version="2.0" IssueInstant="${at(0)}" Destination="${asked.consumer}"${inResponseTo}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${content}</samlp:Response>`
  return Buffer.from(doctype + (spoil === 'response-signed' ? signed(xml, 'Response', own) : xml)).toString('base64')
}

/** What a provider's page is: a form that posts itself. */
const pageOf = (action: string, fields: Record<string, string>) =>
  `<!doctype html><title>IdP</title><form method="post" action="${action}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
    .join('')}</form><script>document.forms[0].submit()</script>`

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (!url.searchParams.has('SAMLRequest')) return void response.writeHead(400).end()
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  const of = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? ''
  const asked = {
    requestId: of(/ ID="([^"]+)"/),
    consumer: of(/AssertionConsumerServiceURL="([^"]+)"/),
    audience: of(/<saml:Issuer[^>]*>([^<]+)</),
  }
  const { login = '', spoil = '' } = Object.fromEntries(url.searchParams)
  const saml = responseTo(asked, login, spoil, issuer())
  const fields = { SAMLResponse: saml, RelayState: url.searchParams.get('RelayState') ?? '' }
  const browser = request.headers.accept?.includes('text/html')
  response.setHeader('content-type', browser ? 'text/html' : 'application/json')
  response.end(browser ? pageOf(asked.consumer, fields) : JSON.stringify({ action: asked.consumer, ...fields }))
})
const issuer = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(
    JSON.stringify({ entryPoint: `http://127.0.0.1:${port}/sso`, issuer: issuer(), certificate: own.certificate }),
  )
})
