// What a first visit costs: bytes, requests, and how far the page moves while it fills.
import { BASE, check, done, launch, open, settled, signIn } from './browser.mjs'

const MAX_BYTES = 200 * 1024
const MAX_REQUESTS = 25
const browser = await launch()

/** The transferred bytes of a first visit, compressed as the node sends them. */
async function budget(login, role, path) {
  const page = await open(browser)
  const context = page.context()
  if (login) await signIn(page, login, role)
  const state = await context.storageState()
  const fresh = await open(browser, { storageState: state })
  const session = await fresh.context().newCDPSession(fresh)
  await session.send('Network.enable')
  let bytes = 0
  let requests = 0
  session.on('Network.requestWillBeSent', () => requests++)
  session.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength))
  await fresh.goto(BASE + path)
  await settled(fresh)
  check(`${path} first load at most 200 KB`, bytes <= MAX_BYTES, `${Math.round(bytes / 1024)} KB`)
  check(`${path} first load at most 25 requests`, requests <= MAX_REQUESTS, requests)
  check(`${path} moves at most 0.05`, (await fresh.evaluate(() => window.cls)) <= 0.05, await fresh.evaluate(() => window.cls.toFixed(3)))
  await fresh.context().close()
  await context.close()
}

const asker = await open(browser)
await signIn(asker, 'education', '申请员')
await asker.goto(`${BASE}/catalog`)
await settled(asker)
const resource = await asker.getByRole('link', { name: '人口基础信息' }).getAttribute('href')
const id = resource.split('/').pop()

await budget('', '', '/login')
await budget('education', '申请员', '/catalog')
await budget('education', '申请员', resource)
await budget('education', '申请员', `/apply/${id}`)
await budget('police', '审批员', '/inbox')
await budget('civil', '编目员', '/cat')
await budget('civil', '编目员', '/cat/new')
await budget('', '', '/verification')

done()
await browser.close()
