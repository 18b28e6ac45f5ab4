// The counter: a hand-held scanner types what the QR code of a licence holds, as fast as it can, and ends with Enter.
import { BASE, axe, check, done, launch, open, settled } from './browser.mjs'

const CODE = process.env.PORTAL_CODE
const ADDRESS = process.env.PORTAL_ADDRESS
const IDENTIFIER = CODE.split('/')[0]
const OTHER = `${IDENTIFIER}/${'0'.repeat(32)}`
const browser = await launch()

const counter = await open(browser)
const burst = async (text) => {
  await counter.keyboard.type(text)
  await counter.keyboard.press('Enter')
}
const field = counter.getByLabel(/^扫码枪或二维码内容/)
const ready = () => field.evaluate((e) => e === document.activeElement && e.value === '')
await counter.goto(`${BASE}/verification`)
await settled(counter)
check('P14 the page waits for the scanner', await ready())
await burst(CODE)
await counter.getByText('此二维码的证照由本节点签发').waitFor()
check('P14 a scan is checked without a click', await counter.getByText(IDENTIFIER, { exact: true }).isVisible() && await counter.getByText('证照现状', { exact: true }).isVisible())
check('P14 it shows each check and the slip', (await counter.locator('tbody tr').count()) > 8 && await counter.getByRole('img', { name: /^二维码/ }).isVisible())
check('P14 it is spoken while the field waits for the next', (await counter.getByRole('status').first().innerText()) === '扫码结果：通过' && await ready())
await axe(counter, '/verification after a scan')

// two in a row: the last one counts, in capitals or not, inside of an address or not
counter.expectsFailures = true
let release
const held = new Promise((on) => (release = on))
await counter.route('**/api/v1/verifications/codes', async (r) => {
  await held
  await r.continue()
})
await burst(OTHER)
await burst(`${ADDRESS}/verify?code=${CODE.toLowerCase()}`)
release()
await counter.getByText('此二维码的证照由本节点签发').waitFor()
check('P14 what is scanned while one is checked is checked after it', (await counter.getByRole('alert').count()) === 0)
await counter.unroute('**/api/v1/verifications/codes')

for (const [what, text, words] of [
  ['a licence of elsewhere', OTHER, /本节点没有这份证照，请到颁发机构 .+ 的节点核验/],
  ['the identifier alone', IDENTIFIER, /只有证照标识，没有斜杠后的随机号/],
  ['half a code', CODE.slice(0, 40), /证照标识不完整/],
  ['another code', 'WIFI <b>1</b>', /不是证照二维码的内容/],
  ['the address of another node', `https://zwgx.example.cn/verify?code=${CODE}`, /二维码指向 https:\/\/zwgx\.example\.cn，不是本节点的地址，本节点没有访问它/],
  ['an address that pretends to be ours', `${ADDRESS}@evil.example/verify?code=${CODE}`, /主机名之前有用户名/],
  ['an address that is not https', `http://zwgx.example.gov.cn/verify?code=${CODE}`, /不是 https 开头/],
  ['a script', 'javascript:alert(1)', /不是证照二维码的网址/],
]) {
  await burst(text)
  await counter.getByRole('alert').getByText(words).waitFor()
  check(`P14 says plainly: ${what}`, await ready() && (await counter.getByText('此二维码的证照由本节点签发').count()) === 0)
}
await axe(counter, '/verification after a scan of something else')

await counter.locator('input[type=file]').setInputFiles(process.env.PORTAL_LICENCE)
await counter.getByText('文件真实完整，由本节点签发').waitFor()
check('P14 a file after a scan is checked as a file', (await counter.getByRole('status').first().innerText()) === '' && (await counter.getByRole('alert').count()) === 0)

// without JavaScript
const plain = await open(browser, { javaScriptEnabled: false })
plain.expectsFailures = true
await plain.goto(`${BASE}/verify`)
// the browser gives the field the focus by itself, after the page is there
const waits = () => plain.locator('#code:focus').waitFor()
await waits()
await plain.keyboard.type(CODE)
await plain.keyboard.press('Enter')
await plain.getByText('此二维码的证照由本节点签发').waitFor()
check('/verify checks a scan without JavaScript', (await plain.locator('tbody tr').count()) > 8 && await plain.getByText(IDENTIFIER, { exact: true }).isVisible())
await waits()
await plain.keyboard.type(OTHER)
await plain.keyboard.press('Enter')
await plain.getByText(/本节点没有这份证照，请到颁发机构/).waitFor()
check('/verify is ready for the next scan, and says where to ask', true)
// the camera of a telephone opens the address: the result is there at once, on a small screen
const phone = await open(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
await phone.goto(`${BASE}/verify?code=${CODE}`)
await phone.getByText('此二维码的证照由本节点签发').waitFor()
check('/verify opened by a camera shows the result', await phone.getByText(IDENTIFIER, { exact: true }).isVisible())
check('/verify on a telephone: nothing beyond the side', await phone.locator('html').evaluate((e) => e.scrollWidth <= e.clientWidth))
phone.expectsFailures = true
await phone.goto(`${BASE}/verify?code=${OTHER}`)
await phone.getByText(/本节点没有这份证照，请到颁发机构/).waitFor()
check('/verify opened with a code that is not known says where to ask', true)
// axe needs scripts: the same page once more with them
const scripted = await open(browser)
await scripted.goto(`${BASE}/verify`)
await scripted.getByLabel(/^扫码/).fill(CODE)
await scripted.getByLabel(/^扫码/).press('Enter')
await scripted.getByText('此二维码的证照由本节点签发').waitFor()
await axe(scripted, '/verify after a scan')
await scripted.setViewportSize({ width: 390, height: 844 })
await scripted.goto(`${BASE}/verify?code=${CODE}`)
await axe(scripted, '/verify opened by a camera')

done()
await browser.close()
