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
 * certificate. `?login=…` is believed; `?spoil=…` makes the answer wrong in one way.
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

function assertionOf({ requestId, consumer, audience }: Asked, login: string, spoil: string, issuer: string): string {
  const [from, to] =
    spoil === 'expired' ? [-600, -300] : spoil === 'early' ? [300, 600] : spoil === 'skew' ? [30, 600] : [-5, 300]
  const inResponseTo =
    spoil === 'unsolicited' ? '' : ` InResponseTo="${spoil === 'other-request' ? newId() : requestId}"`
  const format = spoil === 'transient' ? 'transient' : 'persistent'
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${at(0)}">
<saml:Issuer>${spoil === 'issuer' ? 'http://evil.example' : issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:${format}">${spoil === 'transient' ? newId() : login}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${at(to)}" Recipient="${consumer}"${inResponseTo}/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="${at(from)}" NotOnOrAfter="${at(to)}"><saml:AudienceRestriction><saml:Audience>${spoil === 'audience' ? 'http://other.example' : audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="${at(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="employeeNumber"><saml:AttributeValue>${login}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
</saml:Assertion>`
}

function signed(assertion: string, { key }: { key: string }): string {
  const signer = new SignedXml({
    privateKey: key,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  signer.addReference({
    xpath: "//*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  })
  const location = { reference: "//*[local-name(.)='Issuer']", action: 'after' } as const
  signer.computeSignature(assertion, { location })
  return signer.getSignedXml()
}

function responseTo(asked: Asked, login: string, spoil: string, issuer: string): string {
  const bare = assertionOf(asked, login, spoil, issuer)
  const assertion = spoil === 'unsigned' ? bare : signed(bare, spoil === 'signer' ? stranger : own)
  const changed = spoil === 'tampered' ? assertion.replaceAll(`>${login}<`, '>kanri<') : assertion
  const inResponseTo = spoil === 'unsolicited' ? '' : ` InResponseTo="${asked.requestId}"`
  const doctype = spoil === 'doctype' ? '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' : ''
  const xml = `${doctype}<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${newId()}" Version="2.0" IssueInstant="${at(0)}" Destination="${asked.consumer}"${inResponseTo}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${changed}</samlp:Response>`
  return Buffer.from(xml).toString('base64')
}

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
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({ action: asked.consumer, SAMLResponse: saml, RelayState: url.searchParams.get('RelayState') }),
  )
})
const issuer = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(
    JSON.stringify({ entryPoint: `http://127.0.0.1:${port}/sso`, issuer: issuer(), certificate: own.certificate }),
  )
})
