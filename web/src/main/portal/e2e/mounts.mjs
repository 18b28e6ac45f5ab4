// Data behind an entry: an upload that breaks three times, one with wrong rows, and the help that came with the pages.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { axe, BASE, button, check, click, done, launch, link, open, program, settled, signIn } from './browser.mjs'

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

// what others left open would stand among our own
const owner = await program(browser, 'civil')
for (const { id } of await owner('GET', '/api/v1/uploads')) await owner('DELETE', `/api/v1/uploads/${id}`)

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

// a connection that breaks three times, in the middle of pieces: what has arrived is not sent again
const lines = ['code,name', ...Array.from({ length: 120_000 }, (_, i) => `${i},名称${i}`)]
const file = Buffer.from(lines.join('\n'))
const right = { name: 'right.csv', mimeType: 'text/csv', buffer: file }
const expected = createHash('sha256').update(file).digest('hex')
await officer.evaluate(() => {
  window.sent = 0
  const send = XMLHttpRequest.prototype.send
  XMLHttpRequest.prototype.send = function (body) {
    window.sent += body?.byteLength ?? 0
    send.call(this, body)
  }
})
let pieces = 0
let breaks = 0
let release
let gate = Promise.resolve()
const offsets = []
await officer.route('**/api/v1/uploads/*', async (r) => {
  if (r.request().method() !== 'PATCH') return r.continue()
  pieces++
  offsets.push(Number(r.request().headers()['upload-offset']))
  if (pieces % 4 === 0 && breaks < 3) {
    breaks++
    if (breaks === 1) gate = new Promise((open) => (release = open))
    return r.abort('connectionreset')
  }
  await gate
  return r.continue()
})
await officer.locator('input[type=file]').setInputFiles(right)
await officer.getByText('连接中断，将自动').first().waitFor()
await axe(officer, '/jobs/:id broken')
const percent = Number(/(\d+) %/.exec(await officer.locator('.notice .line').first().innerText())[1])
const arrived = (await officer.evaluate(async () => (await (await fetch('/api/v1/uploads')).json())[0])).offset
check('P22 the progress shown is right within 5 %', Math.abs(percent - (100 * arrived) / file.length) <= 5, `${percent} % shown, ${arrived} of ${file.length}`)
release()
await link(officer, '数据挂接').first().click()
await settled(officer)
check('P22 the upload goes on while another page is read', await officer.getByRole('link', { name: title }).first().isVisible())
await officer.getByText('两端散列一致。', { exact: true }).waitFor({ timeout: 120_000 })
check('P22 broken three times, the file ends with the same hash', breaks === 3 && (await officer.getByText(expected).count()) === 2, `${breaks} breaks`)
const sent = await officer.evaluate(() => window.sent)
check('P22 three breaks cost less than the file once more', sent >= file.length && sent < 1.5 * file.length, `${sent} bytes sent for ${file.length}`)
check('P22 it never goes back behind what has arrived', offsets.every((o, i) => i === 0 || o >= offsets[i - 1]), offsets.length)
await axe(officer, '/jobs with an upload')
await officer.goto(`${BASE}/jobs/${id}`)
await settled(officer)
check('P22 the rows are there', await officer.getByText('120,000').first().isVisible())
await officer.unroute('**/api/v1/uploads/*')

// pause, and a browser that is closed in the middle
let held = []
let pass = 5
await officer.route('**/api/v1/uploads/*', (r) => {
  if (r.request().method() !== 'PATCH' || pass-- > 0) return r.continue()
  held.push(r)
  return undefined
})
const more = Buffer.concat([file, Buffer.from('\n900001,续传')])
const second = { name: '第二个文件.csv', mimeType: 'text/csv', buffer: more }
await officer.locator('input[type=file]').setInputFiles(second)
await button(officer, '暂停').waitFor()
await officer.waitForFunction(() => / %/.test(document.querySelector('.notice .line')?.innerText ?? ''))
while (held.length === 0) await officer.waitForRequest(/uploads/, { timeout: 1000 }).catch(() => {})
await button(officer, '暂停').click()
await officer.getByText('已暂停').waitFor()
await axe(officer, '/jobs/:id paused')
pass = 3
await button(officer, '继续').click()
while (held.length < 2) await officer.waitForRequest(/uploads/, { timeout: 1000 }).catch(() => {})
const kept = (await officer.evaluate(async () => (await (await fetch('/api/v1/uploads')).json())[0])).offset
const state = await officer.context().storageState()
await officer.context().close()

const later = await open(browser, { storageState: state })
await later.goto(`${BASE}/jobs`)
await settled(later)
const left = later.locator('section[aria-labelledby=left-open]')
check('P22 what was left open is shown among the jobs', (await left.innerText()).includes('第二个文件.csv'), (await left.innerText()).replaceAll(/\s+/g, ' '))
await axe(later, '/jobs with an upload left open')
const first = later.waitForRequest((r) => r.method() === 'PATCH')
await later.goto(`${BASE}/jobs/${id}`)
await settled(later)
await later.locator('input[type=file]').setInputFiles({ ...second, name: '改名.csv' })
const from = Number((await first).headers()['upload-offset'])
check('P22 opened again, the same file goes on from where it was', from === kept && kept > 0 && kept < more.length, `${from} of ${more.length}`)
await later.getByText('两端散列一致。', { exact: true }).waitFor({ timeout: 120_000 })
check('P22 opened again, it ends with the same hash', (await later.getByText(createHash('sha256').update(more).digest('hex')).count()) >= 2)

// cancelled: here while it is sent, and one that was left open
const offers = async () => (await later.evaluate(async () => (await fetch('/api/v1/uploads')).json())).length
await later.route('**/api/v1/uploads/*', (r) => (r.request().method() === 'PATCH' ? undefined : r.continue()))
await later.locator('input[type=file]').setInputFiles(right)
await later.waitForRequest((r) => r.method() === 'PATCH')
await later.getByRole('button', { name: '取消', exact: true }).first().click()
await later.getByText('已取消').first().waitFor()
await later.waitForFunction(async () => (await (await fetch('/api/v1/uploads')).json()).length === 0)
check('P22 a cancelled upload is gone', (await offers()) === 0)
await later.evaluate(
  async ([item]) =>
    fetch('/api/v1/uploads', { method: 'POST', headers: { 'Zhengshu-Portal': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ item, length: 9, filename: '很长的文件名'.repeat(30) + '<b>.csv' }) }),
  [id],
)
await later.goto(`${BASE}/jobs`)
await settled(later)
await axe(later, '/jobs with a long name')
await left.getByRole('button', { name: /^取消上传/ }).click()
await axe(later, '/jobs asks before it cancels')
await later.getByRole('dialog').getByRole('button', { name: '删除' }).click()
await left.waitFor({ state: 'detached' })
check('P22 an upload left open can be cancelled', (await offers()) === 0)
later.expectsFailures = true

// help without a network
await later.goto(`${BASE}/cat`)
await settled(later)
await later.context().setOffline(true)
await later.keyboard.press('F1')
await later.getByRole('dialog').getByText('本页怎样用：目录管理').waitFor()
check('P29 F1 opens the help of the page without a network', true)
await axe(later, 'help dialog')
await later.keyboard.press('Escape')
await later.getByRole('dialog').waitFor({ state: 'hidden' })
await later.getByLabel('名称、摘要或代码').focus()
await later.keyboard.press('?')
check('P29 a question mark in a field is one', (await later.getByLabel('名称、摘要或代码').inputValue()) === '?' && (await later.getByRole('dialog').count()) === 0)
await later.context().setOffline(false)
await later.goto(`${BASE}/help`)
await settled(later)
await axe(later, '/help')
for (const language of ['zh-CN', 'zh-TW', 'en']) {
  await later.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
  await later.reload()
  await settled(later)
  const most = await later.evaluate(() => Math.max(...[...document.querySelectorAll('main ol')].map((l) => l.children.length)))
  check(`P29 ${language}: each page has its lines, at most five`, !(await later.locator('main').innerText()).includes('help.page') && most <= 5, most)
}
const addresses = await later.locator('main dl a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))
for (const address of addresses) {
  check(`P29 ${address} is there`, (await later.request.get(BASE + address)).ok())
}

done()
await browser.close()
