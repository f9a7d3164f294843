/**
 * How long until the first page can be used: `npm run bench:first-page -- [loads]`. The demo city on the embedded server,
 * Chromium with an empty cache for each load. Counted from the start of the navigation until what one types into is there
 * and the browser is idle again. The last line is one JSON object.
 */
import type { Browser, Page } from 'playwright-core'
import { embeddedVictim } from '#app/testing/victim'
import { demoPassword } from '#modules/staff/rules/demo'
import { openBrowser } from '../tests/journeys/chromium.ts'

interface Seen {
  paint: number
  usable: number
  script: number
}

/** Runs in the page, once it is idle: milliseconds since the navigation began, and bytes of script as they came. */
const seenInPage = `new Promise((resolve) => requestIdleCallback(() => resolve({
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  usable: performance.now(),
  script: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
})))`

const loads = Number(process.argv[2] ?? '5')
process.env['BANSO_DEMO'] = 'true'
const installation = embeddedVictim()
const url = await installation.start()
const browser = await openBrowser()
try {
  const response = await fetch(`${url}/api/v1/session/options`)
  const { bodies } = (await response.json()) as { bodies: { bodyId: number }[] }
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ bodyId: bodies[0]!.bodyId, login: 'demo-01', password: demoPassword }),
  })
  if (!session.ok) throw new Error(await session.text())
  const [name, value] = session.headers.getSetCookie()[0]!.split(';')[0]!.split('=') as [string, string]
  const signIn = await measure(browser, (page) => page.getByLabel('パスワード').first().waitFor())
  const home = await measure(browser, (page) => page.getByRole('combobox', { name: '困っていること' }).waitFor(), {
    ...{ name, value, url },
  })
  console.log(JSON.stringify({ bench: 'first-page', loads, sign_in: signIn, home }))
} finally {
  await browser.close()
  await installation.remove()
}

async function measure(
  chromium: Browser,
  usable: (page: Page) => Promise<void>,
  cookie?: { name: string; value: string; url: string },
) {
  const seen: Seen[] = []
  for (let i = 0; i <= loads; i++) {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP' })
    if (cookie) await context.addCookies([cookie])
    const page = await context.newPage()
    await page.goto(url, { waitUntil: 'commit' })
    await usable(page)
    seen.push(await page.evaluate<Seen>(seenInPage))
    await context.close()
  }
  const counted = seen.slice(1) // the first warms the server
  const median = (of: (one: Seen) => number) =>
    Math.round(counted.map(of).sort((a, b) => a - b)[Math.floor(counted.length / 2)]!)
  return {
    first_paint_ms: median(({ paint }) => paint),
    usable_ms: median((one) => one.usable),
    worst_usable_ms: Math.round(Math.max(...counted.map((one) => one.usable))),
    script_kilobytes: Math.round(median(({ script }) => script) / 1000),
  }
}
