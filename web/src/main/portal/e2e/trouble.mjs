// What goes wrong in offices: the session ends in mid-form, the network is cut, two tabs, a role taken away.
import { BASE, axe, button, check, done, launch, open, passwords, program, settled, signIn } from './browser.mjs'

const browser = await launch()
const page = await open(browser)
page.expectsFailures = true
await signIn(page, 'tax', '申请员')
await page.goto(`${BASE}/catalog`)
await settled(page)
const id = (await page.getByRole('link', { name: '人口基础信息' }).getAttribute('href')).split('/').pop()

async function toForm() {
  await page.goto(`${BASE}/apply/${id}`)
  await page.getByText('需要审批').first().waitFor()
  await button(page, '全选').click()
  await button(page, '下一步').click()
}

// nothing is chosen for anybody but what the address asks for, and only what there is
const chosen = page.locator('form input[type=checkbox]:checked')
await page.goto(`${BASE}/apply/${id}?items=id_number&items=nothing_like_it`)
await page.getByText('需要审批').first().waitFor()
check('P5 the items of the address are chosen', (await chosen.count()) === 1 && (await chosen.inputValue()) === 'id_number')
await page.goto(`${BASE}/apply/${id}`)
await page.getByText('尚未选择信息项').waitFor()
check('P5 none is chosen to begin with, and no fault before anybody goes on', (await chosen.count()) === 0 && (await page.getByRole('alert').count()) === 0)
await button(page, '下一步').click()
await page.getByRole('alert').getByText('还没有选信息项').waitFor()
check('P5 without an item nobody goes on', await button(page, '全选').isVisible())
await axe(page, 'form without an item')

// the session ends at the node while somebody writes
await toForm()
const purpose = page.getByLabel('用途', { exact: false }).first()
await purpose.fill('税务登记核对：写到一半')
const other = await page.context().newPage()
await other.goto(`${BASE}/`)
await settled(other)
await other.getByRole('button', { name: '退出' }).click()
await other.waitForURL(/login/)
await page.getByRole('dialog', { name: '请重新登录' }).waitFor()
check('signing out in one tab locks the other', true)
await axe(page, 'dialog to sign in again')
await page.getByRole('dialog').getByLabel('口令').fill(passwords.tax)
await button(page, '登录并继续').click()
await page.getByRole('dialog').waitFor({ state: 'detached' }).catch(() => {})
check('after signing in again the input is still there', (await purpose.inputValue()) === '税务登记核对：写到一半')

// reload in mid-form
await page.waitForTimeout(600)
await page.reload()
await page.getByText('已恢复').waitFor()
await page.getByText('需要审批').first().waitFor()
await button(page, '下一步').click()
check('a draft survives a reload', (await page.getByLabel('用途', { exact: false }).first().inputValue()) === '税务登记核对：写到一半')

// the connection is cut while it is sent
for (const [label, text] of [['政务事项', '涉税信息共享'], ['依据', '税收征收管理法第六条'], ['应用场景', '登记'], ['使用范围', '本省'], ['使用方式', '服务接口']]) {
  await page.getByLabel(label).fill(text)
}
await button(page, '下一步').click()
await page.context().setOffline(true)
await button(page, '提交申请').click()
await page.getByText('连接不到节点').waitFor()
check('a cut connection is said, nothing is lost', await page.getByText('税务登记核对：写到一半').isVisible())
await axe(page, 'form with a failed submission')
await page.context().setOffline(false)
let submits = 0
page.on('request', (r) => r.method() === 'POST' && r.url().endsWith('/sharing-requests') && submits++)
await button(page, '提交申请').dblclick()
await page.getByText('申请已提交').waitFor()
check('a double click submits once', submits === 1, submits)

// one request only, withdrawn again
await button(page, '撤回申请').click()
await page.getByRole('dialog').waitFor()
await axe(page, 'dialog to withdraw')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })
check('Escape closes the dialog and gives the focus back', await page.evaluate(() => document.activeElement?.textContent?.includes('撤回申请')))
await button(page, '撤回申请').click()
await page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).click()
await page.getByText('已撤回').first().waitFor()
check('P6 withdrawn in two clicks', true)

// what the node refuses is told at its place
await page.goto(`${BASE}/apply/${id}`)
await page.getByText('需要审批').first().waitFor()
await button(page, '全选').click()
await button(page, '下一步').click()
for (const label of ['用途', '政务事项', '依据', '应用场景', '使用范围', '使用方式']) {
  await page.getByLabel(label, { exact: false }).first().fill('\u3000\u3000')
}
await page.getByLabel('用途', { exact: false }).first().fill('税务登记核对')
await button(page, '下一步').click()
await button(page, '提交申请').click()
await page.getByRole('alert').waitFor()
check('gaps are named all at once', (await page.getByRole('alert').getByRole('listitem').count()) >= 3)
check('and the fields to mend are shown with what is wrong', (await page.locator('.field .fault').count()) >= 3)
await axe(page, 'form with gaps')

// a page that is not for the role
await page.goto(`${BASE}/inbox/00000000-0000-4000-8000-000000000000`)
await page.getByRole('alert').waitFor()
check('what is not there is said, with a trace id', await page.getByRole('button', { name: '复制追踪号' }).isVisible())

// a role is taken away while its holder writes
const security = await program(browser, 'secadmin')
const accounts = await security('GET', '/api/v1/accounts?size=200')
const { id: account, roles } = accounts.items.find((a) => a.login === 'shenyang')
const loser = await open(browser)
loser.expectsFailures = true
await signIn(loser, 'shenyang', '申请员')
await loser.goto(`${BASE}/catalog`)
await settled(loser)
await loser.getByRole('link', { name: '街道乡镇行政区划信息' }).click()
await loser.getByRole('link', { name: '申请使用' }).click()
await loser.getByText('无需审批').first().waitFor()
await button(loser, '全选').click()
await loser.getByLabel('用途', { exact: false }).first().fill('地址核对')
await security('PUT', `/api/v1/accounts/${account}/roles`, { roles: roles.filter((r) => r !== 'REQUESTER') })
await button(loser, '提交申请').click()
await loser.getByRole('alert').waitFor()
check('a role taken away: what happened is said, the input stays',
  (await loser.getByRole('alert').innerText()).includes('权限') && (await loser.getByLabel('用途', { exact: false }).first().inputValue()) === '地址核对')
await axe(loser, 'no permission')
await security('PUT', `/api/v1/accounts/${account}/roles`, { roles })
await button(loser, '提交申请').click()
await loser.getByText('授权已生效').waitFor()
check('given back, the same form goes through', true)

// open redirect
await page.getByRole('button', { name: '退出' }).click()
await page.waitForURL(/login/)
for (const evil of ['//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)']) {
  await page.goto(`${BASE}/login?then=${encodeURIComponent(evil)}`)
  await page.getByLabel('账号').fill('tax')
  await page.getByLabel('口令').fill(passwords.tax)
  await button(page, '登录').click()
  await page.getByRole('button', { name: /^申请员/ }).click()
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  check(`signing in does not lead to ${evil}`, new URL(page.url()).origin === new URL(BASE).origin)
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForURL(/login/)
}
await page.getByLabel('账号').fill('tax')
await page.getByLabel('口令').fill('wrong')
await button(page, '登录').click()
await page.getByRole('alert').waitFor()
check('a wrong password is told and the login kept', (await page.getByLabel('账号').inputValue()) === 'tax')

done()
await browser.close()
