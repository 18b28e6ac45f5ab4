// The whole chain as one story: written, mounted, reviewed, found, asked for, decided, called with the copied
// sample, and proved. Five people, one resource; each page's task in the clicks that it may take.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BASE, axe, button, check, click, done, enter, launch, link, open, passwords, program, settled } from './browser.mjs'

const DATA = process.env.PORTAL_DATA
const PROOF = process.env.PORTAL_PROOF
const JAVA = process.env.PORTAL_JAVA ?? 'java'
const TITLE = `道路运输从业资格${Date.now() % 100000}`
const PURPOSE = '社会救助对象职业资格核对'
const MATTER = '最低生活保障审核确认'
const browser = await launch()
const nav = (page, name) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true })

function within(page, what, most) {
  check(`${what} in at most ${most} clicks`, page.clicks <= most, page.clicks)
}

/** From the workbench, where everybody's day begins; the count begins there too. */
async function person(login, role) {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  if (role) {
    await page.goto(`${BASE}/login`)
    await page.getByLabel('账号').fill(login)
    await page.getByLabel('口令').fill(passwords[login])
    await click(page, button(page, '登录'))
    await click(page, page.getByRole('button', { name: new RegExp(`^${role}`) }))
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
    within(page, `P1 ${login} signs in and chooses a role`, 2)
  } else {
    await enter(page, login)
  }
  await settled(page)
  page.clicks = 0
  return page
}

// the catalogue officer of the transport department writes an entry
const officer = await person('transport', '编目员')
await click(officer, nav(officer, '目录管理'))
await settled(officer)
await click(officer, link(officer, '新建目录').first())
await settled(officer)
await officer.getByLabel('信息资源名称').fill(TITLE)
await officer.getByLabel('信息资源分类').fill('307009')
await officer.getByLabel('摘要').fill('道路运输从业人员的资格证号与类别')
await officer.getByLabel('格式类型').fill('关系数据库')
for (const [label, choice] of [['更新周期', '每日'], ['格式分类', '数据库'], ['共享类型', '有条件共享'], ['共享方式分类', '共享平台方式'], ['共享方式', '服务接口'], ['是否开放', '否']]) {
  await officer.getByLabel(label, { exact: true }).first().selectOption({ label: choice })
}
await officer.getByLabel('共享条件').fill('用于依法履行职责')
await officer.getByLabel('依据层级').selectOption({ index: 1 })
await officer.getByLabel('共享依据').fill('辽宁省政务数据资源共享管理办法')
await officer.getByLabel('依据条款').fill('第十二条')
await click(officer, button(officer, '从表格导入'))
await officer.getByLabel('或粘贴表格').fill('名称\t字段名\t类型\t长度\t主键\n资格证号\tcode\tC\t18\t是\n资格类别\tkind\tC\t20\t否')
await click(officer, button(officer, '导入'))
await click(officer, button(officer, '保存并提交审核'))
await officer.getByText('已提交审核').waitFor()
within(officer, 'P9 P10 an entry is written and submitted', 7)

// drafts of the same officer, submitted at once
const transport = await program(browser, 'transport')
const draft = { classCode: '307009', summary: '批量提交', formatClass: '03', formatType: '数据库', shareType: '1', shareModeClass: '1', shareModeType: '2', openFlag: '0', updateCycle: '2' }
for (let i = 1; i <= 3; i++) {
  await transport('POST', '/api/v1/catalogue-items', { core: { ...draft, title: `${TITLE}附表${i}` }, items: [{ technicalName: 'code', name: '编号', dataType: 'C', length: 32, sensitive: false, primaryKey: true, nullable: false }] })
}
await officer.goto(`${BASE}/`)
await settled(officer)
officer.clicks = 0
await click(officer, nav(officer, '目录管理'))
await settled(officer)
await click(officer, officer.getByRole('checkbox', { name: '选择本页全部' }))
await click(officer, button(officer, '提交所选'))
await click(officer, officer.getByRole('dialog').getByRole('button', { name: /^提交 \d+ 条$/ }))
await officer.getByText(/^已提交 \d+ 条。$/).waitFor()
within(officer, 'P9 several entries are submitted at once', 4)

// the reviewer publishes it
const reviewer = await person('business', '目录审核员')
check('P2 the reviewer sees it on the workbench without a click', await reviewer.getByRole('main').getByText(TITLE).first().isVisible())
await click(reviewer, nav(reviewer, '目录审核'))
await settled(reviewer)
await click(reviewer, link(reviewer, TITLE))
await settled(reviewer)
await click(reviewer, button(reviewer, '发布'))
await reviewer.getByText('已发布，').waitFor()
within(reviewer, 'P12 an entry is reviewed', 3)

// its officer mounts the data
await officer.goto(`${BASE}/`)
await settled(officer)
officer.clicks = 0
await click(officer, nav(officer, '数据挂接'))
await settled(officer)
await click(officer, officer.getByRole('link', { name: `上传数据：${TITLE}` }))
await settled(officer)
within(officer, 'P22 the place for its data is found', 2)
await officer.locator('input[type=file]').setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer: Buffer.from('code,kind\n2101A0001,经营性道路旅客运输\n2101A0002,道路危险货物运输\n2101A0003,出租汽车\n') })
await officer.getByText('两端散列一致').waitFor()
check('P22 the data is there', true)

// the requester finds it and looks whether he can use it
const asker = await person('civil', '申请员')
await click(asker, nav(asker, '资源检索'))
await asker.getByRole('searchbox').fill(TITLE)
await asker.getByRole('searchbox').press('Enter')
await settled(asker)
await click(asker, link(asker, TITLE))
await asker.getByRole('heading', { level: 1, name: TITLE }).waitFor()
await settled(asker)
within(asker, 'P3 it is found', 3)
const resource = asker.url()
const sample = asker.locator('section[aria-labelledby=sample] tbody')
check('P4 the sample shows its form alone before anything is granted', /^[*\s]+$/.test(await sample.innerText()))
check('P4 nobody uses it yet', await asker.getByText('目前没有部门持有有效授权').isVisible())
check('P4 whether, by whom and until when it is granted stands on the first screen', await asker.getByText('需要审批').first().evaluate((e) => e.getBoundingClientRect().bottom < window.innerHeight))
asker.clicks = 0
await click(asker, link(asker, '申请使用'))
await asker.getByText('需要审批').first().waitFor()
await click(asker, button(asker, '全选'))
await click(asker, button(asker, '下一步'))
await asker.getByLabel('用途', { exact: false }).first().fill(PURPOSE)
await asker.getByLabel('政务事项').fill(MATTER)
await asker.getByLabel('依据').fill('《社会救助暂行办法》第五十八条')
await asker.getByLabel('应用场景').fill('受理时核对')
await asker.getByLabel('使用范围').fill('本省申请人')
await asker.getByLabel('使用方式').fill('服务接口')
await click(asker, button(asker, '下一步'))
await asker.getByRole('heading', { name: '请核对' }).waitFor()
await click(asker, button(asker, '提交申请'))
await asker.getByText('申请已提交').waitFor()
within(asker, 'P5 conditional sharing is asked for', 6)
const id = asker.url().match(/requests\/([0-9a-f-]+)/)[1]
await asker.goBack()
await settled(asker)
check('P5 the back button after submitting does not show the form again', !asker.url().includes('/apply/'), asker.url())

// the deciding officer of the provider
const decider = await person('transport', '审批员')
check('P2 what is due is on the workbench with its day', await decider.locator('section[aria-labelledby=due]').getByText(/个工作日/).first().isVisible())
await click(decider, decider.locator(`a[href="/inbox/${id}"]`))
await settled(decider)
await click(decider, button(decider, '同意'))
await decider.getByText('已办理').waitFor()
within(decider, 'P8 the request is decided', 3)

// the requester sees the grant and copies a call that works as it is
await asker.goto(`${BASE}/`)
await settled(asker)
asker.clicks = 0
await click(asker, nav(asker, '我的申请'))
await settled(asker)
await click(asker, asker.locator(`a[href="/requests/${id}"]`))
await asker.getByText('授权编号').first().waitFor()
within(asker, 'P6 the grant is seen', 2)
await asker.goto(resource)
await settled(asker)
asker.clicks = 0
await click(asker, button(asker, '复制样例'))
within(asker, 'P4 a sample is copied', 2)
const copied = await asker.evaluate(() => navigator.clipboard.readText())
check('P4 the copied call has the real address, grant and purpose', copied.includes(BASE) && copied.includes(PURPOSE) && /"grant":"[0-9a-f-]{36}"/.test(copied))

const folder = mkdtempSync(join(tmpdir(), 'portal-'))
for (const [from, to] of [['root.pem', 'root.pem'], ['pki/clients/rest-welfare.pem', 'client.pem'], ['pki/clients/rest-welfare.key', 'client.key']]) {
  copyFileSync(join(DATA, from), join(folder, to))
}
execFileSync('sh', ['-c', copied], { cwd: folder })
const answer = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8'))
check('P4 pasted, it answers with the granted rows', answer.rows?.length === 3 && answer.rows[0].code === '2101A0001', JSON.stringify(answer))
const verdict = execFileSync(JAVA, ['-jar', PROOF, 'verify', '--trust', 'root.pem', '--message', 'answer.json', '--headers', 'answer.headers'], { cwd: folder, encoding: 'utf8' })
check('the answer is proved without the node', verdict.length > 0)
const receipt = readFileSync(join(folder, 'answer.headers'), 'utf8').match(/zhengshu-receipt-id: ([0-9a-f-]+)/i)[1]
await asker.reload()
await settled(asker)
check('P4 the page says that it was used', await asker.getByText('近 30 天应答 1 次').isVisible())
await officer.goto(resource)
await settled(officer)
check('P4 its provider sees who uses it', (await officer.locator('section[aria-labelledby=use] tbody').innerText()).includes('民政厅'))
rmSync(folder, { recursive: true })

// the auditor finds the call and its proof
const auditor = await person('auditadmin')
await click(auditor, nav(auditor, '审计检索'))
await settled(auditor)
await auditor.getByLabel('账号或系统').fill('rest-welfare')
await auditor.getByLabel('账号或系统').press('Enter')
await settled(auditor)
await click(auditor, auditor.locator(`a[href="/audit/${receipt}"]`).first())
await auditor.getByText('条目在日志中，未被改动').waitFor()
within(auditor, 'P23 the call is found with its proof', 3)
const steps = await auditor.locator('section[aria-labelledby=proof] tbody tr').allInnerTexts()
check('P23 every step of the proof holds', steps.length >= 5 && steps.every((s) => !s.includes('不通过')), steps.join(' / '))
await axe(auditor, 'the proof')

// the counter: a licence is verified when it is dropped
const counter = await open(browser)
await counter.goto(`${BASE}/verification`)
await settled(counter)
counter.clicks = 1
await counter.locator('input[type=file]').setInputFiles(process.env.PORTAL_LICENCE)
await counter.getByRole('heading', { name: '核验结果' }).waitFor()
check('P14 an issued licence is accepted, with its state', await counter.getByText('由本节点签发').isVisible() && await counter.getByText('证照现状', { exact: true }).isVisible())
within(counter, 'P14 a licence is verified', 1)
const address = (await counter.getByRole('img', { name: /^二维码/ }).getAttribute('aria-label')).replace('二维码：', '')
check('P14 the code of the slip leads to the public page, with what to compare', /\/verify#receipt=[0-9a-f-]{36}&sm3=[0-9a-f]{64}$/.test(address) && (await counter.request.get(address)).ok(), address)
await counter.evaluate(() => (window.print = () => (document.title = 'printed')))
await click(counter, button(counter, '打印核验单'))
check('P14 and printed with one more', counter.clicks === 2 && (await counter.title()) === 'printed')
await counter.emulateMedia({ media: 'print' })
check('P14 the slip has no navigation, but time and receipt', !(await counter.locator('header').first().isVisible()) && await counter.getByText('存证回执编号', { exact: true }).isVisible() && await counter.getByText('核验时间', { exact: true }).isVisible() && await counter.getByRole('img', { name: /^二维码/ }).isVisible())

// help on any page
await asker.goto(resource)
await settled(asker)
asker.clicks = 0
await click(asker, button(asker, '帮助'))
await asker.getByRole('dialog').waitFor()
within(asker, 'P29 help of the page', 1)

done()
await browser.close()
