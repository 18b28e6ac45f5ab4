// A client of tus that is not ours, tus-js-client in Node: it goes on after a break, and what it sent is loaded.
import { createHash } from 'node:crypto'
import { Upload } from 'tus-js-client'

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
const BASE = process.env.PORTAL_BASE ?? 'http://localhost:5180'
const passwords = JSON.parse(process.env.PORTAL_ACCOUNTS ?? '{}')
let held = 0
let all = 0

function check(what, holds, found = '') {
  all++
  held += holds ? 1 : 0
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${found === '' ? '' : ` (${found})`}`)
}

async function program(login) {
  const call = async (method, path, body, token) => {
    const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }) }
    const answer = await fetch(BASE + path, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const { token } = await call('POST', '/api/v1/sessions', { login, password: passwords[login] })
  return Object.assign((method, path, body) => call(method, path, body, token), { token })
}

const officer = await program('civil')
const core = { classCode: '307009', title: `续传客户端${Date.now() % 100000}`, summary: '续传', formatClass: '03', formatType: '数据库', shareType: '1', shareModeClass: '1', shareModeType: '2', openFlag: '0', updateCycle: '2' }
const items = [['code', '编号', 32, true], ['name', '名称', 20, false]].map(([technicalName, name, length, primaryKey]) => ({ technicalName, name, length, primaryKey, dataType: 'C', sensitive: false, nullable: !primaryKey }))
const { id } = await officer('POST', '/api/v1/catalogue-items', { core, items })
await officer('POST', `/api/v1/catalogue-items/${id}/submission`)
const reviewer = await program('business')
await reviewer('POST', `/api/v1/catalogue-items/${id}/publication`)

const file = Buffer.from(['code,name', ...Array.from({ length: 100_000 }, (_, i) => `${i},名称${i}`)].join('\n'))
const hash = createHash('sha256').update(file).digest('hex')
const options = { endpoint: `${BASE}/api/v1/uploads`, headers: { Authorization: `Bearer ${officer.token}` }, metadata: { item: id, filename: '标准客户端.csv', sha256: hash }, retryDelays: [500, 1000, 2000] }

/** The client at work, until it is done or has sent so many pieces. */
function upload(more, pieces = Infinity) {
  let count = 0
  return new Promise((done, failed) => {
    const one = new Upload(file, { ...options, ...more, onError: failed, onSuccess: () => done(one), onChunkComplete: () => {
      count++
      if (count === pieces) void one.abort().then(() => done(one))
    } })
    one.start()
  })
}
const standing = (one) => officer('GET', new URL(one.url).pathname)

const broken = await upload({ chunkSize: 300_000 }, 3)
const begun = await standing(broken)
check('tus: begun and broken off after three pieces', begun.offset === 900_000 && begun.filename === '标准客户端.csv', begun.offset)
const offsets = []
const whole = await upload({ chunkSize: 300_000, uploadUrl: broken.url, onBeforeRequest: (r) => { if (r.getMethod() === 'PATCH') offsets.push(Number(r.getHeader('Upload-Offset'))) } })
check('tus: goes on where it was', offsets[0] === 900_000 && whole.url === broken.url, offsets[0])
const mount = await officer('PUT', `/api/v1/catalogue-items/${id}/mount?upload=${begun.id}`)
check('tus: loaded with the same hash', mount.sha256 === hash && mount.rows === 100_000, mount.sha256)

const single = await upload({})
check('tus: the whole file in one request', (await standing(single)).offset === file.length)
const replaced = await upload({ chunkSize: 1_000_000, overridePatchMethod: true })
check('tus: by POST where PATCH does not pass', (await standing(replaced)).offset === file.length)
for (const one of [single, replaced]) {
  await Upload.terminate(one.url, options)
  const gone = await fetch(one.url, { headers: options.headers })
  check('tus: terminated', gone.status === 410, gone.status)
}
console.log(`${held} of ${all} hold`)
process.exitCode = held === all ? 0 : 1
