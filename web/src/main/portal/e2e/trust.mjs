// The three administrators: accounts and roles, and what the log says about them, with its proof.
import { BASE, axe, button, check, click, done, enter, launch, open, passwords, settled, signIn } from './browser.mjs'

const LOGIN = `clerk${Date.now() % 1000000}`
const NAME = '王小<b>明</b>\u202e测试'
const browser = await launch()
const nav = (page, name) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name })

async function administrator(login) {
  const page = await open(browser)
  await enter(page, login)
  return page
}

// P24: opened by one, given roles by another
const system = await administrator('sysadmin')
system.clicks = 0
await click(system, nav(system, '账号与授权'))
await settled(system)
await axe(system, '/admin/iam')
await click(system, button(system, '开立账号'))
const dialog = system.getByRole('dialog')
await dialog.getByLabel('账号').fill(LOGIN)
await dialog.getByLabel('姓名').fill(NAME)
await dialog.getByLabel('部门').selectOption({ index: 1 })
await axe(system, 'open an account')
await click(system, dialog.getByRole('button', { name: '开立账号' }))
await system.getByText('账号已开立。').waitFor()
const first = await dialog.locator('.secret').innerText()
await axe(system, 'first password')
await click(system, button(system, '已记下，关闭'))
check('P24 an account is opened in at most 4 clicks', system.clicks <= 4, system.clicks)
check('P24 the first password is shown once', (await system.getByText(first).count()) === 0)

const security = await administrator('secadmin')
security.clicks = 0
await click(security, nav(security, '账号与授权'))
await settled(security)
await security.goto(`${BASE}/admin/iam?size=100`)
await settled(security)
check('text of others is shown as text', (await security.locator('tbody b').count()) === 0)
const row = security.getByRole('row').filter({ hasText: LOGIN })
await click(security, row.getByRole('button', { name: /的角色$/ }))
await security.getByRole('dialog').getByText('安全管理员').click()
await security.getByRole('dialog').getByText('申请员').click()
check('P24 three administrators are three people', await security.getByRole('dialog').getByRole('alert').isVisible() && await button(security, '授予').isDisabled())
await security.getByRole('dialog').getByText('安全管理员').click()
await axe(security, 'roles')
await click(security, button(security, '授予'))
await security.getByText(`账号 ${LOGIN} 的角色已生效`).waitFor()
check('P24 roles are given in at most 4 clicks', security.clicks <= 4, security.clicks)

// the new account signs in and changes its password
const clerk = await open(browser)
passwords[LOGIN] = first
await enter(clerk, LOGIN)
await clerk.goto(`${BASE}/password`)
await settled(clerk)
await axe(clerk, '/password')
await clerk.getByLabel('当前口令').fill(first)
await clerk.getByLabel('新口令', { exact: true }).fill('Changed-2026-once')
await clerk.getByLabel('再次输入新口令').fill('Changed-2026-once')
await button(clerk, '修改').click()
await clerk.getByRole('heading', { level: 1, name: '登录' }).waitFor()
check('a changed password ends the session', clerk.url().endsWith('/login'))
clerk.expectsFailures = true
passwords[LOGIN] = 'Changed-2026-once'
await enter(clerk, LOGIN)
check('the navigation shows no page of other roles', (await nav(clerk, '审计检索').count()) === 0)
await clerk.goto(`${BASE}/audit`)
await clerk.getByRole('alert').first().waitFor()
check('a page of another role says so', (await clerk.getByText('没有此操作的权限').or(clerk.getByRole('alert')).first().isVisible()))
await axe(clerk, '/audit without permission')

// P23: who did it, with the proof
const auditor = await administrator('auditadmin')
auditor.clicks = 0
await click(auditor, nav(auditor, '审计检索'))
await settled(auditor)
await axe(auditor, '/audit')
await auditor.getByLabel('账号或系统').fill('secadmin')
await auditor.getByLabel('操作').fill('identity.assign-roles')
await auditor.getByLabel('操作').press('Enter')
await settled(auditor)
await auditor.getByRole('row').nth(1).getByRole('link').waitFor()
await click(auditor, auditor.getByRole('row').nth(1).getByRole('link'))
await settled(auditor)
await auditor.getByText('条目在日志中，未被改动').waitFor()
check('P23 one act is found with its proof in at most 3 clicks', auditor.clicks <= 3, auditor.clicks)
const steps = await auditor.locator('section[aria-labelledby=proof] tbody tr').allInnerTexts()
for (const name of ['条目与回执一致', '包含证明', '检查点', 'SM2 签名', 'Ed25519 签名']) {
  check(`P23 proof: ${name}`, steps.some((s) => s.includes(name) && s.includes('通过') && !s.includes('不通过')), steps.find((s) => s.includes(name)) ?? 'missing')
}
await axe(auditor, '/audit/:id')
// a node that lies is found out
const id = auditor.url().split('/').pop()
await auditor.route(`**/api/v1/audit/entries/${id}`, async (r) => {
  const answer = await r.fetch()
  const body = await answer.json()
  await r.fulfill({ response: answer, json: { ...body, canonical: body.canonical.replace('"secadmin"', '"sysadmin"') } })
})
await auditor.reload()
await auditor.getByText('证明不成立').waitFor()
check('P23 an entry that was changed is found out', true)
await auditor.unroute(`**/api/v1/audit/entries/${id}`)
await auditor.goto(`${BASE}/audit?actor=secadmin`)
await settled(auditor)
const [file] = await Promise.all([auditor.waitForEvent('download'), button(auditor, '导出结果和回执').click()])
check('P23 the found entries are exported with receipts', file.suggestedFilename() === 'receipts.zip')
await auditor.getByText('已导出').waitFor()
await auditor.getByText('更多条件').click()
await auditor.getByLabel('当事人号码').fill('210102199001011234')
auditor.expectsFailures = true
await button(auditor, '检索').click()
await settled(auditor)
check('P23 a person\'s number is never in the address', !auditor.url().includes('2101'))
await axe(auditor, '/audit with a refused criterion')

done()
await browser.close()
