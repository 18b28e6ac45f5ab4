// Data behind an entry: an upload that breaks three times, one with wrong rows, and the help that came with the pages.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BASE, axe, button, check, click, done, launch, link, open, settled, signIn } from './browser.mjs'

const browser = await launch()
const officer = await open(browser)
await signIn(officer, 'civil', '编目员')

/** A published entry of the own department, written and reviewed through the public API. */
async function published() {
  const title = `挂接试验${Date.now() % 100000}`
  const core = { classCode: '307009', title, summary: '挂接试验', formatClass: '03', formatType: '数据库', shareType: '1', shareModeClass: '1', shareModeType: '2', openFlag: '0', updateCycle: '2' }
  const items = [['code', '编号', 32, true], ['name', '名称', 20, false]].map(([technicalName, name, length, primaryKey]) => ({ technicalName, name, length, primaryKey, dataType: 'C', sensitive: false, nullable: !primaryKey }))
  const call = (page, method, path, body) =>
    page.evaluate(async ([m, p, b]) => (await fetch(`/api/v1/catalogue-items${p}`, { method: m, headers: { 'Zhengshu-Portal': '1', 'Content-Type': 'application/json' }, body: b && JSON.stringify(b) })).json(), [method, path, body])
  const { id } = await call(officer, 'POST', '', { core, items })
  await call(officer, 'POST', `/${id}/submission`)
  const reviewer = await open(browser)
  await signIn(reviewer, 'business', '目录审核员')
  const entry = await call(reviewer, 'POST', `/${id}/publication`)
  check('an entry to mount data on', entry.state === 'PUBLISHED', entry.state)
  await reviewer.context().close()
  return { id, title }
}

const { id, title } = await published()
await officer.goto(`${BASE}/`)
await settled(officer)
officer.clicks = 0
await click(officer, officer.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '数据挂接' }))
await settled(officer)
await axe(officer, '/jobs')
await officer.getByRole('navigation', { name: '分页' }).waitFor()
await click(officer, officer.getByRole('link', { name: `上传数据：${title}` }))
await settled(officer)
check('P22 data is uploaded after at most 2 clicks', officer.clicks <= 2, officer.clicks)
await axe(officer, '/jobs/:id')

// wrong rows: nothing is loaded, each place is named
officer.expectsFailures = true
const wrong = ['code,name', '1,甲', '1,乙', `2,${'长'.repeat(30)}`].join('\n')
await officer.locator('input[type=file]').setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(wrong) })
await officer.getByText('未载入，原有数据不变').waitFor()
const places = await officer.locator('section[aria-labelledby=rows] tbody tr').allInnerTexts()
check('P22 each wrong row is named with its line and column', places.some((p) => /^4\s+name/.test(p)), places.join(' / '))
await axe(officer, '/jobs/:id with wrong rows')
const [list] = await Promise.all([officer.waitForEvent('download'), button(officer, '下载错误清单').click()])
check('P22 the list of mistakes can be kept', readFileSync(await list.path(), 'utf8').includes('name'))

// a connection that breaks three times
let breaks = 0
await officer.route(`**/api/v1/catalogue-items/${id}/mount`, (r) => {
  if (r.request().method() === 'PUT' && breaks < 3) {
    breaks++
    return r.abort('connectionreset')
  }
  return r.continue()
})
const lines = ['code,name', ...Array.from({ length: 20_000 }, (_, i) => `${i},名称${i}`)]
const file = Buffer.from(lines.join('\n'))
await officer.locator('input[type=file]').setInputFiles({ name: 'right.csv', mimeType: 'text/csv', buffer: file })
await officer.getByText('连接中断').first().waitFor()
await axe(officer, '/jobs/:id broken')
await link(officer, '数据挂接').first().click()
await settled(officer)
check('P22 the upload goes on while another page is read', await officer.getByRole('link', { name: title }).first().isVisible())
await officer.getByText('两端散列一致').waitFor({ timeout: 60_000 })
const expected = createHash('sha256').update(file).digest('hex')
check('P22 broken three times, the file ends with the same hash', breaks === 3 && (await officer.getByText(expected).count()) === 2, `${breaks} breaks`)
await axe(officer, '/jobs with an upload')
await officer.goto(`${BASE}/jobs/${id}`)
await settled(officer)
check('P22 the rows are there', await officer.getByText('20,000').first().isVisible())

// help without a network
await officer.goto(`${BASE}/cat`)
await settled(officer)
await officer.context().setOffline(true)
await officer.keyboard.press('F1')
await officer.getByRole('dialog').getByText('本页怎样用：目录管理').waitFor()
check('P29 F1 opens the help of the page without a network', true)
await axe(officer, 'help dialog')
await officer.keyboard.press('Escape')
await officer.getByRole('dialog').waitFor({ state: 'hidden' })
await officer.getByLabel('名称、摘要或代码').focus()
await officer.keyboard.press('?')
check('P29 a question mark in a field is one', (await officer.getByLabel('名称、摘要或代码').inputValue()) === '?' && (await officer.getByRole('dialog').count()) === 0)
await officer.context().setOffline(false)
await officer.goto(`${BASE}/help`)
await settled(officer)
await axe(officer, '/help')
for (const language of ['zh-CN', 'zh-TW', 'en']) {
  await officer.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
  await officer.reload()
  await settled(officer)
  const most = await officer.evaluate(() => Math.max(...[...document.querySelectorAll('main ol')].map((l) => l.children.length)))
  check(`P29 ${language}: each page has its lines, at most five`, !(await officer.locator('main').innerText()).includes('help.page') && most <= 5, most)
}
const addresses = await officer.locator('main dl a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))
for (const address of addresses) {
  check(`P29 ${address} is there`, (await officer.request.get(BASE + address)).ok())
}

done()
await browser.close()
