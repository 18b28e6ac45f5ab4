// Search, apply, decide and verify with the keyboard alone: no pointer, the focus always visible.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BASE, check, done, launch, open, passwords, settled } from './browser.mjs'

const MOST_TABS = 120
const browser = await launch()

/** Goes on with Tab until the element with that name has the focus. */
async function to(page, role, name) {
  const wanted = page.getByRole(role, { name }).first()
  await wanted.waitFor()
  for (let i = 0; i < MOST_TABS; i++) {
    if (await wanted.evaluate((e) => e === document.activeElement)) return visible(page, `${role} ${name}`)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${role} ${name}`)
}

async function visible(page, what) {
  const seen = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  })
  if (!seen) check(`the focus is visible on ${what}`, false)
}

async function type(page, role, name, text) {
  await to(page, role, name)
  await page.keyboard.type(text)
}

async function press(page, role, name) {
  await to(page, role, name)
  await page.keyboard.press('Enter')
}

async function signIn(page, login, role) {
  await page.goto(`${BASE}/login`)
  await type(page, 'textbox', '账号', login)
  // a password is no textbox for readers
  await page.keyboard.press('Tab')
  await page.keyboard.type(passwords[login])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '选择身份' }).waitFor()
  await press(page, 'button', new RegExp(`^${role}`))
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  await settled(page)
}

const asker = await open(browser)
await signIn(asker, 'transport', '申请员')
check('signed in by keyboard', true)
await press(asker, 'link', '资源检索')
await settled(asker)
await asker.waitForFunction(() => document.activeElement?.tagName === 'H1')
check('the heading of a new page has the focus', true)
await type(asker, 'searchbox', /名称/, '公民身份号码')
await asker.keyboard.press('Enter')
await settled(asker)
await press(asker, 'link', '人口基础信息')
await asker.getByRole('heading', { level: 1, name: '人口基础信息' }).waitFor()
check('P3 found by keyboard', true)
await press(asker, 'link', '申请使用')
await asker.getByText('需要审批').first().waitFor()
await press(asker, 'button', '下一步')
await asker.getByRole('alert').getByText('还没有选信息项').waitFor()
check('P5 without an item it is said what is missing, and the focus is where to choose', await asker.evaluate(() => document.activeElement?.type === 'checkbox'))
await asker.keyboard.press('Space')
await press(asker, 'button', '下一步')
await type(asker, 'textbox', /^用途/, '驾驶人身份核验')
await type(asker, 'textbox', /^政务事项/, '道路运输从业资格')
await type(asker, 'textbox', /^依据/, '《道路运输条例》第九条')
await type(asker, 'textbox', /^应用场景/, '受理时核验')
await type(asker, 'textbox', /^使用范围/, '本省申请人')
await type(asker, 'textbox', /^使用方式/, '服务接口')
await press(asker, 'button', '下一步')
await press(asker, 'button', '提交申请')
await asker.getByText('申请已提交').waitFor()
const id = asker.url().match(/requests\/([0-9a-f-]+)/)[1]
check('P5 applied by keyboard', true)

const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await decider.goto(`${BASE}/inbox/${id}`)
await settled(decider)
await press(decider, 'button', /^已有同样用途/)
await press(decider, 'button', '不同意')
await decider.getByText('已办理').waitFor()
check('P8 decided by keyboard, with a template', await decider.getByText('未批准').first().isVisible())

const verifier = await open(browser)
// asked for long before the key is pressed: the browser starts to hand file dialogs over only some time after it is asked
const chosen = verifier.waitForEvent('filechooser', { timeout: 60_000 })
await verifier.goto(`${BASE}/verification`)
await settled(verifier)
const input = verifier.locator('input[type=file]')
const onInput = () => input.evaluate((e) => e === document.activeElement)
for (let i = 0; i < 40 && !(await onInput()); i++) await verifier.keyboard.press('Tab')
check('P14 the file field is reached by Tab', await onInput())
await verifier.keyboard.press('Enter')
const chooser = await chosen
const file = fileURLToPath(new URL('./no-licence.pdf', import.meta.url))
if (!existsSync(file)) throw new Error(file)
await chooser.setFiles(file)
await verifier.getByRole('heading', { name: '核验结果' }).waitFor()
check('P14 verified by keyboard, without a signature it is not accepted', await verifier.getByText('不通过').first().isVisible())
await verifier.keyboard.press('Tab')
check('no trap: Tab goes on from the result', await verifier.evaluate(() => document.activeElement !== document.body))

done()
await browser.close()
