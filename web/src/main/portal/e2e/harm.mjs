// What people and networks do to pages: a password that serves once, a role taken away, thousands of items.
import { BASE, axe, button, check, done, enter, launch, link, open, passwords, program, settled, signIn } from './browser.mjs'
import { layout } from './guises.mjs'

/** As many elements as a page of a few hundred rows has; beyond it browsers of offices become slow. */
const MOST_ELEMENTS = 4_000
const MANY_ITEMS = 5_000
const browser = await launch()

// a one-time password: nothing but changing it
const login = process.env.PORTAL_NEWCOMER
const newcomer = await open(browser)
async function firstSignIn() {
  await newcomer.goto(`${BASE}/login`)
  await newcomer.getByLabel('账号').fill(login)
  await newcomer.getByLabel('口令').fill(passwords[login])
  await button(newcomer, '登录').click()
  await newcomer.getByRole('heading', { level: 1, name: '修改口令' }).waitFor()
}
await firstSignIn()
check('a one-time password leads to changing it', await newcomer.getByText('您用的是一次性口令').isVisible())
await axe(newcomer, 'one-time password')
await layout(newcomer, 'one-time password')
newcomer.expectsFailures = true
for (const path of ['/', '/catalog', '/requests']) {
  await newcomer.goto(BASE + path)
  await newcomer.waitForURL(/\/(password|login)(\?|$)/)
  check(`a newcomer does not get to ${path}`, true)
}
await firstSignIn()
check('nor past the pages', (await newcomer.evaluate(async () => (await fetch('/api/v1/departments', { headers: { 'Zhengshu-Portal': '1' } })).status)) === 403)
const change = async (present, future, again = future) => {
  await newcomer.getByLabel('当前口令').fill(present)
  await newcomer.getByLabel('新口令', { exact: true }).fill(future)
  await newcomer.getByLabel('再次输入新口令').fill(again)
  await button(newcomer, '修改').click()
}
await change(passwords[login], 'Changed-2026-once', 'Changed-2026-twice')
check('a slip in the second field is told before anything is sent', await newcomer.getByText('两次输入不一致').isVisible())
await change(passwords[login], 'alllowercase')
await newcomer.getByRole('alert').waitFor()
check('a weak password is refused with the rule', /三类/.test(await newcomer.getByRole('alert').innerText()))
await change(passwords[login], passwords[login])
await newcomer.getByText('新口令不得与当前口令相同').waitFor()
check('the same password is no change', true)
await change(passwords[login], 'Changed-2026-once')
await newcomer.getByRole('heading', { level: 1, name: '登录' }).waitFor()
newcomer.expectsFailures = false
passwords[login] = 'Changed-2026-once'
await enter(newcomer, login)
check('after that it is an account like others', true)

// a role taken away: the next page knows
const security = await program(browser, 'secadmin')
const account = (await security('GET', '/api/v1/accounts?size=200')).items.find((a) => a.login === login)
await newcomer.goto(`${BASE}/requests`)
await settled(newcomer)
await security('PUT', `/api/v1/accounts/${account.id}/roles`, { roles: [] })
newcomer.expectsFailures = true
await newcomer.goto(`${BASE}/`)
await settled(newcomer)
check('a role taken away is gone from the navigation', (await newcomer.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '我的申请' }).count()) === 0)
check('and the workbench says what to do', await newcomer.getByText('请先选择身份').isVisible())
await link(newcomer, '选择身份').click()
await newcomer.getByText('该账号还没有角色').waitFor()
check('who has no role is told whom to ask', true)

// back after submitting an entry
const officer = await open(browser)
await signIn(officer, 'civil', '编目员')
await officer.goto(`${BASE}/cat/new`)
await settled(officer)
await officer.getByLabel('信息资源名称').fill(`后退试验${Date.now() % 100000}`)
await officer.getByLabel('信息资源分类').fill('307009')
await officer.getByLabel('摘要').fill('提交后按后退键')
await officer.getByLabel('格式类型').fill('关系数据库')
for (const [label, choice] of [['更新周期', '每日'], ['格式分类', '数据库'], ['共享类型', '无条件共享'], ['共享方式分类', '共享平台方式'], ['共享方式', '文件下载'], ['是否开放', '否']]) {
  await officer.getByLabel(label, { exact: true }).first().selectOption({ label: choice })
}
await officer.getByLabel('第 1 行名称').fill('编号')
await officer.getByLabel('第 1 行字段名').fill('code')
await officer.getByLabel('第 1 行长度').fill('32')
await button(officer, '保存并提交审核').click()
await officer.getByText('已提交审核').waitFor()
await officer.goBack()
await settled(officer)
const title = officer.getByLabel('信息资源名称')
check('the back button after submitting an entry brings no filled form', (await title.count()) === 0 || (await title.inputValue()) === '', officer.url())

// thousands of items: the editor says how many it takes, other pages lay a page of them out
const elements = (page) => page.evaluate(() => document.querySelectorAll('*').length)
await officer.goto(`${BASE}/cat/new`)
await settled(officer)
const rows = (n) => ['名称\t字段名\t类型\t长度\t主键', ...Array.from({ length: n }, (_, i) => `信息项${i}\titem_${i}\tC\t18\t${i === 0 ? '是' : '否'}`)].join('\n')
const paste = (text) => officer.getByLabel('或粘贴表格').evaluate((area, value) => {
  area.value = value
  area.dispatchEvent(new Event('input', { bubbles: true }))
}, text)
await button(officer, '从表格导入').click()
await paste(rows(MANY_ITEMS))
await officer.getByText(`共 ${MANY_ITEMS} 行，最多 500 行`).waitFor()
check('5,000 rows are too many, and that is said', await button(officer, '导入').isDisabled())
await paste(rows(500))
await button(officer, '导入').click()
await officer.getByLabel('第 1 行名称').waitFor()
check('500 items are edited page by page', (await elements(officer)) <= MOST_ELEMENTS, await elements(officer))
await officer.getByLabel('第 2 行名称').fill('改过的')
check('and can be written in', (await officer.getByLabel('第 2 行名称').inputValue()) === '改过的')

const asker = await open(browser)
await signIn(asker, 'education', '申请员')
await asker.goto(`${BASE}/catalog`)
await settled(asker)
const href = await asker.getByRole('link', { name: '人口基础信息' }).getAttribute('href')
const id = href.split('/').pop()
await asker.route(`**/api/v1/catalogue-items/${id}`, async (route) => {
  const response = await route.fetch()
  const item = await response.json()
  const items = Array.from({ length: MANY_ITEMS }, (_, i) => ({ ...item.items[0], technicalName: `item_${i}`, name: `信息项${i}\u200b\u202e反` }))
  await route.fulfill({ response, json: { ...item, items } })
})
await asker.route('**/api/v1/sharing-requests/previews', async (route) => {
  const items = ['id_number']
  await route.fulfill({ response: await route.fetch({ postData: JSON.stringify({ item: id, items }) }) })
})
await asker.goto(BASE + href)
await settled(asker)
check('a resource of 5,000 items is laid out page by page', (await elements(asker)) <= MOST_ELEMENTS, await elements(asker))
check('and says how many there are', await asker.getByText('信息项（5000）').or(asker.getByText('信息项（5,000）')).first().isVisible())
await layout(asker, 'a resource of 5,000 items')
const items = asker.locator('section[aria-labelledby=items]')
await items.getByRole('button', { name: '下一页' }).click()
check('the next page has the next ones', await items.getByText('item_50', { exact: true }).isVisible())
await asker.goto(`${BASE}/apply/${id}`)
await asker.getByText('需要审批').first().waitFor()
check('a form on 5,000 items is laid out in part', (await elements(asker)) <= MOST_ELEMENTS, await elements(asker))
await asker.getByLabel('查找信息项').fill('item_4999')
check('and each of them is found', await asker.getByRole('checkbox', { name: /信息项4999/ }).isVisible())
await asker.unrouteAll({ behavior: 'ignoreErrors' })

// a node that takes the call and never answers; the page's clock is moved on
const waiter = await open(browser)
await waiter.clock.install()
await signIn(waiter, 'education', '申请员')
waiter.expectsFailures = true
const searches = '**/api/v1/catalogue-items/searches'
await waiter.route(searches, () => {})
const asked = waiter.waitForRequest(searches)
await waiter.goto(`${BASE}/catalog`)
await asked
await waiter.locator('main [aria-busy="true"]').first().waitFor()
check('a page that waits says so', await waiter.locator('main').getByRole('status').filter({ hasText: '正在' }).first().isVisible())
await waiter.clock.fastForward(31_000)
await waiter.getByText('节点没有及时应答').waitFor()
check('a node that never answers is given up, and it is said', true)
await waiter.unroute(searches)
await button(waiter, '重试').click()
await waiter.getByRole('link', { name: '人口基础信息' }).waitFor()
check('and the page comes back', (await waiter.getByText('节点没有及时应答').count()) === 0)

done()
await browser.close()
