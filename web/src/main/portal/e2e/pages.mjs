// Every page in every guise: accessible, nothing cut off; and what it says when something is wrong.
import { fileURLToPath } from 'node:url'
import { BASE, axe, check, done, launch, open, settled, signIn } from './browser.mjs'

const browser = await launch()

async function guise(page, theme, size) {
  await page.evaluate(([t, s]) => {
    localStorage.setItem('zhengshu.theme', t)
    localStorage.setItem('zhengshu.size', s)
  }, [theme, size])
}

async function each(page, paths) {
  for (const [theme, size] of [['light', 'standard'], ['dark', 'standard'], ['light', 'large']]) {
    await guise(page, theme, size)
    for (const path of paths) {
      await page.goto(BASE + path)
      await settled(page)
      await axe(page, `${path} ${theme} ${size}`)
      check(`${path} ${theme} ${size} does not run over the side`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    }
  }
}

/** The node is slow, wrong, gone: the page says so, and there is a trace id to copy. */
async function errors(page, path, call) {
  page.expectsFailures = true
  const problem = { type: 'urn:x', code: 'kernel/internal', title: '平台内部错误', status: 500, detail: '请稍后重试', instance: 'urn:trace:0123456789abcdef0123456789abcdef' }
  await page.route(call, (r) => r.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }))
  await page.goto(BASE + path)
  await page.getByRole('alert').waitFor()
  check(`${path} 500: the trace id is there with a button to copy it`, await page.getByRole('button', { name: '复制追踪号' }).isVisible())
  await axe(page, `${path} error`)
  await page.unroute(call)
  await page.route(call, (r) => r.abort())
  await page.goto(BASE + path)
  await page.getByText('连接不到节点').waitFor()
  await page.unroute(call)
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await settled(page)
  check(`${path} comes back by itself with "again"`, (await page.getByRole('alert').count()) === 0)
  page.expectsFailures = false
}

const nobody = await open(browser)
await nobody.goto(`${BASE}/login`)
await each(nobody, ['/login', '/verification'])
check('an address inside of the portal leads to signing in and back', await nobody.goto(`${BASE}/catalog?q=%E4%BC%81`).then(() => nobody.waitForURL(/\/login\?then=/)).then(() => true))

const asker = await open(browser)
await signIn(asker, 'education', '申请员')
await asker.goto(`${BASE}/catalog`)
await settled(asker)
const resource = await asker.getByRole('link', { name: '人口基础信息' }).getAttribute('href')
const id = resource.split('/').pop()
await each(asker, ['/', '/catalog', resource, `/apply/${id}`, '/requests'])
await asker.goto(`${BASE}/catalog?q=%3Cscript%3Ealert(1)%3C/script%3E`)
await settled(asker)
check('nothing found is said with what to do', await asker.getByText('没有找到符合条件的资源').isVisible())
await errors(asker, '/catalog', '**/api/v1/catalogue-items/searches')
await errors(asker, '/requests', '**/api/v1/sharing-requests?*')

const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await each(decider, ['/inbox'])

// languages
for (const [language, title] of [['en', 'Find data'], ['zh-TW', '資源檢索']]) {
  await asker.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
  await asker.goto(`${BASE}/catalog`)
  await settled(asker)
  check(`${language} is spoken`, await asker.getByRole('heading', { level: 1, name: title }).isVisible())
  await axe(asker, `/catalog ${language}`)
}

// without JavaScript
const plain = await open(browser, { javaScriptEnabled: false })
await plain.goto(`${BASE}/verify`)
await plain.locator('input[type=file]').setInputFiles(fileURLToPath(new URL('./no-licence.pdf', import.meta.url)))
await plain.getByRole('button').click()
check('/verify answers without JavaScript', await plain.getByText('核验不通过').isVisible())
check('/verify shows each check without JavaScript', (await plain.locator('tbody tr').count()) > 8)
await plain.goto(`${BASE}/catalog`)
check('a portal page says what works without JavaScript', (await plain.getByText('不需要 JavaScript 的页面').count()) === 1)

done()
await browser.close()
