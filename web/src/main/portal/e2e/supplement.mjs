// A request goes back for a supplement: returned, reminded of, supplemented in two tabs, decided; with what is asked of the pages.
import { BASE, axe, button, check, click, done, launch, link, open, program, settled, signIn } from './browser.mjs'
import { each } from './guises.mjs'

const RESOURCE = '人口基础信息'
const SCRIPT = '<img src=x onerror="document.title=\'hacked\'">'
const LONG = '长'.repeat(180)

const browser = await launch()
const education = await program(browser, 'education')
const item = (await education('POST', '/api/v1/catalogue-items/searches', { text: RESOURCE })).hits[0].id
const { id } = await education('POST', '/api/v1/sharing-requests', {
  item, purpose: `补正核验 ${LONG}`, matter: '学籍注册', legalBasis: '《义务教育法》', scenario: '入学资格核验', scope: '全省', mode: '服务接口',
  items: ['id_number', 'name'], validUntil: '2030-12-31',
  rowFilter: { item: 'name', operator: 'PREFIX', value: '李' },
})

// the asker reminds
const asker = await open(browser)
asker.expectsFailures = true
await signIn(asker, 'education', '申请员')
await asker.goto(`${BASE}/requests/${id}`)
await settled(asker)
await click(asker, button(asker, '催办'))
await asker.getByText('审批部门的待办中会显示').waitFor()
check('P6 reminded in one click, it says what happens next and when again', asker.clicks === 1 && (await asker.getByText('可以再次催办').isVisible()) && (await button(asker, '催办').isDisabled()))
check('the reminder is in the course', (await asker.locator('ol li .title').allInnerTexts()).includes('催办'))

// the decider sees it and sends the request back
const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await decider.goto(`${BASE}/inbox`)
await settled(decider)
const row = decider.locator('tbody tr').filter({ has: decider.locator(`a[href="/inbox/${id}"]`) })
check('the to-do list shows how often and when it was reminded of', /已催办 1 次/.test(await row.innerText()) && /最近一次/.test(await row.innerText()))
await axe(decider, 'to-do list with a reminder')
decider.clicks = 0
await click(decider, row.getByRole('link'))
await settled(decider)
await click(decider, button(decider, '退回补正'))
const dialog = decider.getByRole('dialog', { name: '退回补正' })
await dialog.waitFor()
await dialog.getByRole('button', { name: '退回申请部门' }).click()
check('what is missing is said before anything is sent', (await dialog.locator('.fault').count()) === 2)
await axe(decider, 'dialog to send back, with what is missing')
for (const field of ['依据', '信息项', '数据范围']) await dialog.getByRole('checkbox', { name: new RegExp(`^${field}`) }).check()
await dialog.getByRole('button', { name: '依据不足，请写明法律法规的具体条款。' }).click()
const opinion = dialog.getByLabel('补正意见')
await opinion.fill(`${await opinion.inputValue()}${SCRIPT}`)
await dialog.getByRole('button', { name: '退回申请部门' }).click()
await decider.getByText('已退回补正，并已存证').waitFor()
check('P8 the clock stands still, in words', await decider.getByText(/计时暂停，剩余 \d+ 个工作日/).first().isVisible())
check('nobody decides on what is away', (await button(decider, '同意').count()) === 0)
await axe(decider, 'request sent back')
await decider.goto(`${BASE}/inbox`)
await settled(decider)
check('the to-do list says what was sent back', await decider.getByRole('heading', { name: /已退回，等待补正/ }).isVisible())
await axe(decider, 'to-do list with what was sent back')

// it is due today for the asker
await asker.goto(`${BASE}/`)
await settled(asker)
check('P2 what came back is to be done today', await asker.getByText('须由本部门补正，请今天办理').isVisible())
check('text of others is shown as text', (await asker.title()) !== 'hacked' && (await asker.locator('main img').count()) === 0)
await axe(asker, 'workbench with what came back')
const other = await asker.context().newPage()
asker.clicks = 0
await click(asker, link(asker, RESOURCE).first())
await asker.getByRole('heading', { name: '补正申请' }).waitFor()
await settled(asker)
await other.goto(`${BASE}/requests/${id}`)
await settled(other)
check('only what was named can be changed', (await asker.getByLabel('依据').count()) === 1 && (await asker.getByLabel('政务事项').count()) === 0 && (await asker.getByLabel('使用期限至').count()) === 0)
check('what is to be supplemented is marked in the form', (await asker.locator('.gap').count()) === 3)
await axe(asker, 'form of the supplement')
await asker.getByLabel('依据').fill(`《义务教育法》第五条${SCRIPT}`)
await asker.waitForTimeout(600)
await asker.reload()
await asker.getByText('已恢复').waitFor()
check('the draft survives a reload', (await asker.getByLabel('依据').inputValue()).includes('第五条'))

// two tabs
await other.getByLabel('依据').fill('另一页写的依据')
await click(asker, button(asker, '提交补正'))
await asker.getByText('已补正，并已存证').waitFor()
check('P6 supplemented in at most 3 clicks', asker.clicks <= 3, asker.clicks)
await button(other, '提交补正').click()
await other.getByRole('alert').waitFor()
check('the other tab is told, its input is not lost', (await other.getByLabel('依据').inputValue()) === '另一页写的依据')
await axe(other, 'supplement that came too late')
await other.close()
check('what it was and what it is stays visible', (await asker.locator('del').first().innerText()) === '《义务教育法》' && (await asker.locator('ins').first().innerText()).includes('第五条'))
check('text of the asker is shown as text', (await asker.title()) !== 'hacked' && (await asker.locator('main img').count()) === 0)
check('the clock goes on', await asker.getByText(/剩余 \d+ 个工作日|今天到期/).first().isVisible())
await axe(asker, 'course with a supplement')

// decided
await decider.goto(`${BASE}/inbox/${id}`)
await settled(decider)
check('the decider sees what was changed', (await decider.locator('ins').count()) === 1)
await click(decider, button(decider, '同意'))
await decider.getByText('已办理').waitFor()
await asker.reload()
await settled(asker)
const titles = await asker.locator('ol li .title').allInnerTexts()
check('the whole course, in its order', titles.join() === '提交申请,催办,退回补正,补正申请,同意,产生授权', titles.join())

await each(asker, [`/requests/${id}`])

done()
await browser.close()
