// The chain as people walk it: find, apply, decide, see the grant; with the clicks that it takes.
import { BASE, axe, button, check, click, done, launch, link, open, program, settled, signIn } from './browser.mjs'

const ASKER = 'education'
const DECIDER = 'police'
const RESOURCE = '人口基础信息'
const SCRIPT = '<img src=x onerror="document.title=\'hacked\'"><script>alert(1)</script>'
const PURPOSE = `学籍核验\u200b\u202e${SCRIPT}`.slice(0, 190)

const browser = await launch()

async function find(page, words, title) {
  await page.goto(`${BASE}/`)
  await settled(page)
  page.clicks = 0
  await click(page, page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '资源检索' }))
  await page.getByRole('searchbox').fill(words)
  await page.getByRole('searchbox').press('Enter')
  await settled(page)
  await click(page, link(page, title))
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await settled(page)
  check('P3 a resource is found in at most 3 clicks', page.clicks <= 3, page.clicks)
}

async function apply(page, purpose) {
  page.clicks = 0
  await click(page, link(page, '申请使用'))
  await page.getByText('需要审批').first().waitFor()
  check('P5 says before applying who decides, until when, by which article',
    (await page.locator('aside').innerText()).includes('公安厅') && /个工作日/.test(await page.locator('aside').innerText()) && /第21条|条例/.test(await page.locator('aside').innerText()))
  check('P5 nothing is chosen for anybody', (await page.locator('form input[type=checkbox]:checked').count()) === 0)
  await click(page, button(page, '全选'))
  await click(page, button(page, '下一步'))
  await page.getByLabel('用途', { exact: false }).first().fill(purpose)
  await page.getByLabel('政务事项').fill('学籍注册')
  await page.getByLabel('依据').fill('《义务教育法》第五条')
  for (const field of ['应用场景', '使用范围']) await page.getByLabel(field).fill(`${field}：入学资格核验`)
  await page.getByLabel('使用方式').fill('服务接口')
  await click(page, button(page, '下一步'))
  await page.getByRole('heading', { name: '请核对' }).waitFor()
  await click(page, button(page, '提交申请'))
  await page.getByText('申请已提交').waitFor()
  check('P5 conditional sharing is asked for in at most 6 clicks', page.clicks <= 6, page.clicks)
  await page.goBack()
  await settled(page)
  check('the back button after submitting does not show the form again', !page.url().includes('/apply/'), page.url())
  await page.goForward()
  await settled(page)
  return page.url().match(/requests\/([0-9a-f-]+)/)[1]
}

const asker = await open(browser)
await signIn(asker, ASKER, '申请员')
await find(asker, '公民身份号码', RESOURCE)
await click(asker, button(asker, '复制样例'))
const id = await apply(asker, PURPOSE)

const decider = await open(browser)
await signIn(decider, DECIDER, '审批员')
await decider.goto(`${BASE}/`)
await settled(decider)
check('P2 the workbench shows what is due without a click', await decider.getByRole('link', { name: RESOURCE }).first().isVisible())
await decider.goto(`${BASE}/inbox`)
await settled(decider)
check('text of others is shown as text', (await decider.title()) !== 'hacked' && (await decider.locator('table img').count()) === 0)
check('td-has-header: every cell of the to-do table has its header', await decider.evaluate(() =>
  [...document.querySelectorAll('tbody td')].every((td) => td.closest('table').querySelector('thead th[scope=col]') !== null)))
decider.clicks = 0
await click(decider, decider.locator(`a[href="/inbox/${id}"]`))
await decider.waitForURL(`**/inbox/${id}`)
await settled(decider)
await axe(decider, 'decision')
await click(decider, button(decider, '同意'))
await decider.getByText('已办理').waitFor()
check('P8 one request is decided in at most 3 clicks', decider.clicks <= 3, decider.clicks)

await asker.reload()
await settled(asker)
check('P6 the asker sees the grant and the whole course', (await asker.getByText('授权编号').count()) > 0 && (await asker.getByText('产生授权').count()) > 0)
await asker.goto(`${BASE}/requests`)
await settled(asker)
check('P6 a request\'s state is seen in at most 2 clicks', await asker.locator('tbody').getByText('已批准').first().isVisible())

// unconditional: one page
await find(asker, '街道', '街道乡镇行政区划信息')
asker.clicks = 0
await click(asker, link(asker, '申请使用'))
await asker.getByText('无需审批').first().waitFor()
await click(asker, button(asker, '全选'))
await asker.getByLabel('用途', { exact: false }).first().fill('地址标准化')
await click(asker, button(asker, '提交申请'))
await asker.getByText('授权已生效').waitFor()
check('P5 unconditional sharing is asked for in at most 3 clicks', asker.clicks <= 3, asker.clicks)

// twenty at once
const housing = await program(browser, 'housing')
const item = (await housing('POST', '/api/v1/catalogue-items/searches', { text: RESOURCE })).hits[0].id
for (let i = 1; i <= 20; i++) {
  await housing('POST', '/api/v1/sharing-requests', {
    item, purpose: `批量核验 ${i}`, matter: '公积金提取', legalBasis: '住房公积金管理条例第二十四条', scenario: '受理', scope: '缴存人', mode: '服务接口',
    items: ['id_number', 'name'], validUntil: '2030-12-31',
  })
}
await decider.goto(`${BASE}/?`)
await settled(decider)
decider.clicks = 0
await click(decider, decider.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办' }))
await settled(decider)
const before = await decider.locator('tbody tr').count()
await click(decider, decider.getByRole('checkbox', { name: '选择本页全部' }))
await click(decider, button(decider, '批量同意'))
await axe(decider, 'dialog to decide on many')
await click(decider, decider.getByRole('button', { name: /^确认办理/ }))
await decider.getByText(/^已办理 \d+ 件。$/).waitFor({ timeout: 120_000 })
check('P8 twenty are decided in at most 4 clicks', decider.clicks <= 4 && before >= 20, `${decider.clicks} clicks, ${before} requests`)

// for ten seconds a decision on many can be called back; who leaves the page has confirmed
const twoMore = async () => {
  for (let i = 0; i < 2; i++) await housing('POST', '/api/v1/sharing-requests', {
    item, purpose: `撤销核验 ${i}`, matter: '公积金提取', legalBasis: '住房公积金管理条例第二十四条', scenario: '受理', scope: '缴存人', mode: '服务接口',
    items: ['id_number', 'name'], validUntil: '2030-12-31',
  })
}
await twoMore()
let police = await program(browser, 'police')
const waitingForIt = async () => (await police('GET', '/api/v1/sharing-requests?side=TO_DECIDE&page=1&size=100')).items.filter((r) => r.purpose.startsWith('撤销核验')).length
async function confirmTwo() {
  await decider.goto(`${BASE}/inbox`)
  await settled(decider)
  for (let i = 0; i < 2; i++) await decider.getByRole('row', { name: new RegExp(`撤销核验 ${i}`) }).getByRole('checkbox').check()
  await button(decider, '批量同意').click()
  await decider.getByRole('button', { name: /^确认办理 2 件/ }).click()
  await decider.getByText('其间可以撤销').waitFor()
}
await confirmTwo()
check('P8 nothing is sent while it can be undone', (await waitingForIt()) === 2)
await decider.waitForFunction(() => document.activeElement?.textContent?.trim() === '撤销')
await decider.keyboard.press('Enter')
await decider.getByText('已撤销，2 件都没有办理。').waitFor()
check('P8 undone: nothing was decided, and what was chosen is still chosen', (await waitingForIt()) === 2 && (await decider.getByText('已选 2 件').isVisible()))
await confirmTwo()
await decider.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '工作台' }).click()
await settled(decider)
for (let i = 0; i < 60 && (await waitingForIt()) > 0; i++) await decider.waitForTimeout(500)
check('P8 who leaves the page has confirmed', (await waitingForIt()) === 0)
await twoMore()
await confirmTwo()
await button(decider, '退出').click()
await decider.getByRole('heading', { level: 1, name: '登录' }).waitFor()
police = await program(browser, 'police') // signing out ended every session of the account
check('P8 and so has who signs out', (await waitingForIt()) === 0)

done()
await browser.close()
