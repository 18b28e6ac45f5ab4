// A resource is tried before it is asked for: by condition and by key, with generated rows; every state of the panel in
// every guise, the keyboard alone, three languages.
import { BASE, axe, button, check, click, done, launch, open, program, settled, signIn } from './browser.mjs'
import { GUISES, guise, layout } from './guises.mjs'

const browser = await launch()
const education = await program(browser, 'education')
const item = (await education('POST', '/api/v1/catalogue-items/searches', { text: '人口基础信息' })).hits.find((h) => !/沙箱/.test(h.title)).id
const { code } = await education('GET', `/api/v1/catalogue-items/${item}`)
const CALL = `**/api/v1/resources/${code.replace('/', '-')}/try-outs`
const path = `/resource/${item}`

const asker = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
await signIn(asker, 'education', '申请员')
await asker.goto(BASE + path)
await settled(asker)
const panel = asker.locator('section[aria-labelledby=try]')
const rows = panel.locator('tbody tr')
const said = panel.getByRole('status')
check('P4 the page says before anything that what is tried is not real', await panel.getByText('样例数据，非真实数据').isVisible())
check('P4 before the first try it says what comes', await panel.getByText('不加条件即可试查').isVisible() && (await rows.count()) === 0)
asker.clicks = 0
await click(asker, button(panel, '试查'))
await panel.getByText('符合条件的样例 50 行，显示 5 行').waitFor()
check('P4 tried in one click', asker.clicks === 1 && (await rows.count()) === 5)
const first = (await rows.allInnerTexts()).join('\n')
check('P4 beside the rows it says again that they are not real', (await panel.getByText('样例数据，非真实数据').count()) === 2)
check('P4 numbers of persons are of no division', /999999\d{8}\d{3}[\dX]/.test(first), first.slice(0, 60))
await button(panel, '试查').click()
await panel.getByText('显示 5 行').waitFor()
check('P4 the same query gives the same rows', (await rows.allInnerTexts()).join('\n') === first)

// a condition, and what the same query looks like as a call
await button(panel, '增加条件').click()
await panel.getByLabel('条件 1 的信息项').selectOption('name')
await panel.getByLabel('条件 1 的比较方式').selectOption('PREFIX')
await panel.getByLabel('条件 1 的值').fill('样例甲')
await panel.getByLabel('最多显示的行数').selectOption('20')
await panel.getByLabel('最多显示的行数').press('Tab')
await asker.keyboard.press('Enter')
await asker.waitForFunction(() => /符合条件的样例 (?!50)\d+ 行/.test(document.querySelector('section[aria-labelledby=try]').innerText))
const passed = Number((await said.innerText()).match(/样例 (\d+) 行/)[1])
check('P4 with a condition only rows that pass are there', passed > 0 && passed < 50 && (await rows.count()) === Math.min(passed, 20) && (await rows.allInnerTexts()).every((r) => r.includes('样例甲')), passed)
await panel.getByLabel('JSON', { exact: true }).check()
const json = JSON.parse(await panel.locator('pre').innerText())
check('P4 the answer in JSON says that it is generated', json.generated === true && json.notice.includes('非真实数据') && json.total === passed)
await panel.getByLabel('REST 调用').check()
const rest = await panel.locator('pre').innerText()
check('P4 the REST call has the same condition', rest.includes('"operator":"PREFIX"') && rest.includes('样例甲') && rest.includes(`${BASE}/api/v1/resources/`))
await panel.getByLabel('SOAP 调用').check()
const soap = await panel.locator('pre').innerText()
check('P4 and so has the SOAP call', soap.includes('<filter><item>name</item><operator>PREFIX</operator><value>样例甲</value></filter>') && soap.includes('/ws/Exchange'), soap)
await button(panel, '复制：SOAP 调用').click()
check('P4 it is copied as it stands', (await asker.evaluate(() => navigator.clipboard.readText())) === soap)

// nothing passes
await panel.getByLabel('条件 1 的值').fill('没有这样的姓名')
await button(panel, '试查').click()
await panel.getByText('没有符合条件的样例行').waitFor()
await panel.getByLabel('表格').check()
check('P4 where nothing passes it says what to do', (await rows.count()) === 0)
await axe(asker, 'try-out without rows')

// by key, with the keyboard alone
await panel.getByLabel('按条件').focus()
await asker.keyboard.press('ArrowRight')
await asker.waitForFunction(() => /^999999/.test(document.querySelector('section[aria-labelledby=try] input[maxlength="4000"]')?.value ?? ''))
const key = panel.locator('input[maxlength="4000"]')
await key.focus()
await asker.keyboard.press('Enter')
await panel.getByText('符合条件的样例 1 行').waitFor()
check('P4 by key with the keyboard alone: the one row', (await rows.count()) === 1 && (await rows.first().innerText()).includes(await key.inputValue()))

// what the node refuses, and what goes wrong
asker.expectsFailures = true
await key.fill('一二三四五六七八九十一二三四五六七八九十')
await button(panel, '试查').click()
await panel.getByRole('alert').waitFor()
check('P4 a key that is too long is refused with its place', (await panel.getByRole('alert').innerText()).includes('key.id_number') && (await key.inputValue()).startsWith('一二'))
await axe(asker, 'try-out refused')
await layout(asker, 'try-out refused')
const problem = (status, at) => asker.route(CALL, (r) => r.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:x', code: at, title: '原因', status, detail: '详情', instance: 'urn:trace:0123456789abcdef0123456789abcdef' }) }))
for (const [status, code, words] of [[403, 'identity/forbidden', '详情'], [429, 'kernel/rate-limited', '详情'], [500, 'kernel/internal', '详情']]) {
  await problem(status, code)
  await button(panel, '试查').click()
  await panel.getByRole('alert').filter({ hasText: code }).waitFor()
  check(`P4 ${status}: it says why, with the trace id to copy`, (await panel.getByRole('alert').innerText()).includes(words) && await panel.getByRole('button', { name: '复制追踪号' }).isVisible())
  await asker.unroute(CALL)
}
let release
const held = new Promise((resolve) => (release = resolve))
await asker.route(CALL, async (r) => {
  await held
  await r.continue()
})
await key.fill('1')
await button(panel, '试查').click()
await panel.getByText('正在读取…').waitFor()
check('P4 while it is asked it says so and cannot be asked again', await button(panel, '试查').isDisabled())
release()
await panel.getByText('没有符合条件的样例行').waitFor()
await asker.unroute(CALL)
check('P4 after a failure it answers again', (await panel.getByRole('alert').count()) === 0)
asker.expectsFailures = false

// every view in every guise
for (const [theme, size] of GUISES) {
  await guise(asker, theme, size)
  await asker.goto(BASE + path)
  await settled(asker)
  await button(panel, '试查').click()
  await rows.first().waitFor()
  for (const kind of ['表格', 'JSON', 'REST 调用', 'SOAP 调用']) {
    await panel.getByLabel(kind, { exact: true }).check()
    await axe(asker, `try-out ${kind} ${theme} ${size}`)
    await layout(asker, `try-out ${kind} ${theme} ${size}`)
  }
}
await guise(asker, 'light', 'standard')
for (const [language, act, words] of [['en', 'Try', 'Sample data, not real data'], ['zh-TW', '試查', '範例資料，非真實資料']]) {
  await asker.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
  await asker.goto(BASE + path)
  await settled(asker)
  await button(panel, act).click()
  await rows.first().waitFor()
  check(`P4 ${language}: it says that the rows are not real`, (await panel.getByText(words).count()) === 2)
  await layout(asker, `try-out ${language}`)
}

done()
await browser.close()
