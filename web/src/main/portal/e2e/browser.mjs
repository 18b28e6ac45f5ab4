// A real Chromium on a running node: every page is watched for what must never happen.
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
export const BASE = process.env.PORTAL_BASE ?? 'http://localhost:5180'
export const passwords = JSON.parse(process.env.PORTAL_ACCOUNTS ?? '{}')
export const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => p && existsSync(p))

export const trouble = []
const checks = []

export function check(what, holds, found = '') {
  checks.push({ what, holds })
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${found === '' ? '' : ` (${found})`}`)
  return holds
}

export async function launch() {
  if (!CHROMIUM) throw new Error('no Chromium: apt-get install chromium')
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--font-render-hinting=none', '--lang=zh-CN'], env: { ...process.env, LANGUAGE: 'zh_CN' } })
}

/** A page that reports what it must not do: script errors, refused loads, requests elsewhere. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 }, ...options })
  return watch(await context.newPage())
}

export async function watch(page) {
  page.setDefaultTimeout(20_000)
  page.on('console', (m) => {
    const failedCall = m.type() === 'error' && /Failed to load resource/.test(m.text())
    if (m.type() === 'error' && !(failedCall && page.expectsFailures)) trouble.push(`console: ${m.text()} @ ${page.url()}`)
  })
  page.on('pageerror', (e) => trouble.push(`script: ${e.message} @ ${page.url()}`))
  page.on('request', (r) => {
    if (!r.url().startsWith(BASE) && !r.url().startsWith('data:') && !r.url().startsWith('blob:')) trouble.push(`elsewhere: ${r.url()}`)
  })
  await page.addInitScript(() => {
    window.cls = 0
    document.addEventListener('securitypolicyviolation', (e) => console.error(`CSP ${e.violatedDirective} ${e.blockedURI}`))
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) if (!e.hadRecentInput) window.cls += e.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  page.clicks = 0
  return page
}

/** A click that counts. */
export async function click(page, target) {
  page.clicks++
  await (typeof target === 'string' ? page.locator(target) : target).click()
}

export const button = (page, name) => page.getByRole('button', { name, exact: true })
export const link = (page, name) => page.getByRole('link', { name, exact: true })

/** Signs in and chooses the role by its name on the screen; counts no clicks. */
export async function signIn(page, login, role) {
  await page.goto(`${BASE}/login`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('口令').fill(passwords[login])
  await button(page, '登录').click()
  await page.getByRole('button', { name: new RegExp(`^${role}`) }).click()
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
}

/** The API as a program calls it, to prepare what a check needs. */
export async function program(browser, login) {
  const { request } = await browser.newContext({ ignoreHTTPSErrors: true })
  const call = async (method, path, data, token) => {
    const answer = await request.fetch(BASE + path, { method, data, headers: token ? { Authorization: `Bearer ${token}` } : {} })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const { token } = await call('POST', '/api/v1/sessions', { login, password: passwords[login] })
  return (method, path, data) => call(method, path, data, token)
}

/** Signs in somebody who has one role. */
export async function enter(page, login) {
  await page.goto(`${BASE}/login`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('口令').fill(passwords[login])
  await button(page, '登录').click()
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
}

export async function settled(page) {
  await page.waitForLoadState('networkidle')
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** WCAG 2.0 to 2.2 A and AA and the best practices, on the page as it stands. */
export async function axe(page, what) {
  // a page that still moves or has no heading yet is not what people read
  await page.waitForSelector('h1')
  await page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'))
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`)
  })
  check(`axe: ${what}`, found.length === 0, found.join('; '))
}

export function done() {
  check('no script error, no refused load, nothing from elsewhere', trouble.length === 0, trouble.slice(0, 10).join('; '))
  const failed = checks.filter((c) => !c.holds)
  console.log(`${checks.length - failed.length} of ${checks.length} hold`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
