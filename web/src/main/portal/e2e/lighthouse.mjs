// Lighthouse on the pages where most of the work is done, signed in: accessibility must be 100.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import lighthouse from 'lighthouse'
import { BASE, CHROMIUM, check, done, launch, program, settled, signIn, watch } from './browser.mjs'

/** More rows than Lighthouse takes for a table of layout. */
const ROWS = 5
const CATEGORIES = ['accessibility', 'best-practices']

async function freePort() {
  const server = createServer()
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address()
  await new Promise((closed) => server.close(closed))
  return port
}

// something to decide on
const headless = await launch()
const education = await program(headless, 'education')
const { hits } = await education('POST', '/api/v1/catalogue-items/searches', { text: '人口基础信息' })
for (let i = 1; i <= ROWS; i++) {
  await education('POST', '/api/v1/sharing-requests', {
    item: hits[0].id, purpose: `学籍核验 ${i}`, matter: '学籍注册', legalBasis: '《义务教育法》第五条', scenario: '受理', scope: '本省', mode: '服务接口',
    items: ['id_number', 'name'], validUntil: '2030-12-31',
  })
}
await headless.close()

/** Lighthouse opens a tab of its own in the browser of the person who is signed in. */
async function examine(login, role, path, audits) {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
  const port = await freePort()
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM, ignoreHTTPSErrors: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 },
    args: [`--remote-debugging-port=${port}`, '--ignore-certificate-errors', '--no-sandbox', '--font-render-hinting=none', '--lang=zh-CN'],
  })
  try {
    const page = await watch(await context.newPage())
    if (login) {
      await signIn(page, login, role)
      const kept = await page.evaluate(() => sessionStorage.getItem('zhengshu.role'))
      await context.addInitScript((r) => sessionStorage.setItem('zhengshu.role', r), kept)
    }
    await page.goto(BASE + path)
    await settled(page)
    const { lhr } = await lighthouse(BASE + path, {
      port, onlyCategories: CATEGORIES, formFactor: 'desktop', screenEmulation: { disabled: true }, disableStorageReset: true, throttlingMethod: 'provided', logLevel: 'error',
    })
    check(`${path} is what was examined`, new URL(lhr.finalDisplayedUrl).pathname === path && !lhr.runtimeError, lhr.runtimeError?.message ?? lhr.finalDisplayedUrl)
    const { accessibility, 'best-practices': practices } = lhr.categories
    const failed = accessibility.auditRefs.map((r) => lhr.audits[r.id]).filter((a) => a.score !== null && a.score < 1)
    check(`${path} Lighthouse accessibility is 100`, accessibility.score === 1, `${accessibility.score * 100}${failed.map((a) => ` ${a.id}`).join()}`)
    for (const id of audits) check(`${path} ${id} passes`, lhr.audits[id].score === 1, `${lhr.audits[id].scoreDisplayMode} ${lhr.audits[id].score}`)
    console.log(`     ${path} best practices ${Math.round(practices.score * 100)}${practices.auditRefs.map((r) => lhr.audits[r.id]).filter((a) => a.score !== null && a.score < 1).map((a) => ` ${a.id}`).join()}`)
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

await examine('education', '申请员', '/catalog', [])
await examine('police', '审批员', '/inbox', ['td-has-header'])
await examine('', '', '/verification', [])

done()
