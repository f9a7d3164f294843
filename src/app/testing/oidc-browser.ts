/** What a browser does on its way through an OpenID Connect server's sign-in form, redirects and cookies by hand. */
export function cookieJar() {
  const kept = new Map<string, string>()
  async function visit(address: string, form?: Record<string, string>): Promise<Response> {
    const { host } = new URL(address)
    const own = [...kept]
      .filter(([key]) => key.startsWith(`${host} `))
      .map(([key, value]) => [key.split(' ')[1], value])
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: own.map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const header of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header)!
      if (value) kept.set(`${host} ${name}`, value)
      else kept.delete(`${host} ${name}`)
    }
    return response
  }
  const cookieOf = (address: string, name: string) => kept.get(`${new URL(address).host} ${name}`)

  /** Follows redirects until a page of `stopAt` would be asked for; returns that address. */
  async function through(address: string, login: string, stopAt: string): Promise<string> {
    let next = address
    for (let steps = 0; steps < 20; steps++) {
      if (next.startsWith(stopAt)) return next
      let response = await visit(next)
      if (response.status === 200) {
        const page = await response.text()
        const action = /action="([^"]+)"/.exec(page)![1]!
        const prompt = /name="prompt" value="(\w+)"/.exec(page)![1]!
        response = await visit(new URL(action, next).href, { prompt, login, password: 'any' })
      }
      const location = response.headers.get('location')
      if (!location) throw new Error(`${next}: ${response.status} ${await response.text()}`)
      next = new URL(location, next).href
    }
    throw new Error('too many redirects')
  }
  return { visit, through, cookieOf }
}
