import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/**
 * A certified OpenID Connect server as a process of its own: `node oidc-server.ts <redirect uri>` prints its issuer.
 * Whoever signs in at its form is believed; the login becomes `preferred_username` and `<login>@example.lg.jp`.
 */
const [redirectUri] = process.argv.slice(2)
let handle: RequestListener
const server = createServer((request, response) => handle(request, response))
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'banso', client_secret: 'the client secret', redirect_uris: [redirectUri!] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        preferred_username: id.replace(/-again$/, ''),
        email: `${id}@example.lg.jp`,
        email_verified: !id.startsWith('doubtful'),
      }),
    }),
    pkce: { required: () => true },
  })
  handle = provider.callback()
  console.log(issuer)
})
