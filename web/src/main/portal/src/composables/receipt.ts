import { sm2, sm3 } from 'sm-crypto-v2'
import { unbase64 } from './base64'

/** A receipt as docs/receipt.md has it; only the members that are checked here. */
export interface Receipt {
  format: string
  entry: Record<string, unknown>
  salt: string
  log: { hash: 'SM3' | 'SHA-256'; index: string; size: string; path: string[] }
  checkpoint: string
  certificates: string[]
  timestamp?: string
  cosignatures?: string[]
}

export type Outcome = 'PASS' | 'FAIL' | 'INDETERMINATE' | 'OPEN'

export interface Step {
  name: 'entry' | 'inclusion' | 'checkpoint' | 'sm2' | 'ed25519' | 'certificate' | 'timestamp' | 'witnesses'
  outcome: Outcome
  values: Record<string, string>
}

type Bytes = Uint8Array<ArrayBuffer>
const SM2_NOTE = 0xff
const ED25519_NOTE = 0x01
const utf8 = new TextEncoder()

const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

function joined(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    all.set(p, at)
    at += p.length
  }
  return all
}

async function digest(kind: Receipt['log']['hash'], bytes: Bytes): Promise<Bytes> {
  if (kind === 'SHA-256') return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Uint8Array.from(sm3(bytes).match(/../g)!, (b) => parseInt(b, 16))
}

/** Where the path of a leaf leads, RFC 9162 section 2.1.3.2; nothing when it has the wrong length. */
async function rootOf(log: Receipt['log'], leaf: Bytes): Promise<Bytes | undefined> {
  let fn = BigInt(log.index)
  let sn = BigInt(log.size) - 1n
  if (fn > sn) return undefined
  let r = leaf
  for (const step of log.path) {
    if (sn === 0n) return undefined
    const p = unbase64(step)
    if ((fn & 1n) === 1n || fn === sn) {
      r = await digest(log.hash, joined(Uint8Array.of(1), p, r))
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else r = await digest(log.hash, joined(Uint8Array.of(1), r, p))
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n ? r : undefined
}

/** The value of a DER object and where the next one begins. */
function der(bytes: Uint8Array, at: number): { tag: number; from: number; to: number } {
  const tag = bytes[at]!
  let length = bytes[at + 1]!
  let from = at + 2
  if (length > 0x80) {
    const count = length & 0x7f
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + bytes[from++]!
  }
  return { tag, from, to: from + length }
}

/** The SubjectPublicKeyInfo of a certificate, RFC 5280 section 4.1. */
function publicKeyInfo(certificate: Uint8Array): Bytes {
  const tbs = der(certificate, der(certificate, 0).from)
  let at = tbs.from
  const fields: { start: number; to: number }[] = []
  while (at < tbs.to) {
    const field = der(certificate, at)
    if (field.tag !== 0xa0) fields.push({ start: at, to: field.to })
    at = field.to
  }
  // serial number, algorithm, issuer, validity, subject, key
  const key = fields[5]!
  return certificate.slice(key.start, key.to)
}

/** The key itself: the content of the bit string in its SubjectPublicKeyInfo. */
function keyOf(info: Uint8Array): Bytes {
  const outer = der(info, 0)
  const algorithm = der(info, outer.from)
  const bits = der(info, algorithm.to)
  return info.slice(bits.from + 1, bits.to)
}

async function verified(text: Bytes, signature: Bytes, info: Bytes): Promise<boolean> {
  const key = keyOf(info)
  if (key.length === 32) {
    const ed = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
    return crypto.subtle.verify('Ed25519', ed, signature, text)
  }
  return sm2.doVerifySignature(text, hex(signature), hex(key), { der: true, hash: true, userId: '1234567812345678' })
}

/** First four bytes of SHA-256 over name, line feed, type and key, C2SP signed-note. */
async function keyId(name: string, type: number, key: Uint8Array): Promise<string> {
  const kind = type === SM2_NOTE ? joined(Uint8Array.of(SM2_NOTE), utf8.encode('SM2-SM3')) : Uint8Array.of(type)
  const whole = joined(utf8.encode(`${name}\n`), kind, key)
  return hex((await digest('SHA-256', whole)).slice(0, 4))
}

async function signatures(receipt: Receipt): Promise<Step[]> {
  const note = receipt.checkpoint
  const split = note.lastIndexOf('\n\n') + 1
  const text = utf8.encode(note.slice(0, split))
  const infos = receipt.certificates.map((c) => publicKeyInfo(unbase64(c)))
  const steps: Step[] = []
  for (const line of note.slice(split + 1).split('\n').filter(Boolean)) {
    const [, name = '', value = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
    const bytes = unbase64(value)
    const id = hex(bytes.slice(0, 4))
    for (const info of infos) {
      const ed = keyOf(info).length === 32
      const key = ed ? keyOf(info) : info
      if ((await keyId(name, ed ? ED25519_NOTE : SM2_NOTE, key)) !== id) continue
      const step = ed ? 'ed25519' : 'sm2'
      try {
        const holds = await verified(text, bytes.slice(4), info)
        steps.push({ name: step, outcome: holds ? 'PASS' : 'FAIL', values: { name, id } })
      } catch (thrown) {
        // a browser without Ed25519 cannot tell
        const unable = thrown instanceof DOMException && thrown.name === 'NotSupportedError'
        steps.push({ name: step, outcome: unable ? 'INDETERMINATE' : 'FAIL', values: { name, id } })
      }
    }
  }
  return steps
}

/**
 * What a browser can check of a receipt by itself, from the entry to the signatures of the checkpoint.
 * Whether the certificates are to be trusted only who has the root elsewhere can say: proof.jar.
 */
export async function check(receipt: Receipt, canonical: string): Promise<Step[]> {
  const steps: Step[] = []
  const same = receipt.format === 'zhengshu-receipt-1' && JSON.stringify(sorted(receipt.entry)) === JSON.stringify(sorted(JSON.parse(canonical)))
  steps.push({ name: 'entry', outcome: same ? 'PASS' : 'FAIL', values: { id: String(receipt.entry.id) } })
  const data = await digest(receipt.log.hash, joined(unbase64(receipt.salt), utf8.encode(canonical)))
  const leaf = await digest(receipt.log.hash, joined(Uint8Array.of(0), data))
  const root = await rootOf(receipt.log, leaf)
  const [origin = '', size = '', stated = ''] = receipt.checkpoint.split('\n')
  const leads = root !== undefined && hex(root) === hex(unbase64(stated))
  steps.push({ name: 'inclusion', outcome: leads ? 'PASS' : 'FAIL', values: { index: receipt.log.index, size: receipt.log.size, leaf: hex(leaf), hash: receipt.log.hash } })
  const kind = origin.endsWith('/sm3') ? 'SM3' : 'SHA-256'
  const fits = size === receipt.log.size && kind === receipt.log.hash
  steps.push({ name: 'checkpoint', outcome: fits ? 'PASS' : 'FAIL', values: { origin, size, root: stated } })
  const signed = await signatures(receipt)
  for (const name of ['sm2', 'ed25519'] as const) {
    steps.push(...signed.filter((s) => s.name === name))
  }
  if (signed.length === 0) steps.push({ name: 'sm2', outcome: 'FAIL', values: { name: origin, id: '' } })
  steps.push({ name: 'certificate', outcome: 'INDETERMINATE', values: {} })
  steps.push({ name: 'timestamp', outcome: receipt.timestamp ? 'INDETERMINATE' : 'OPEN', values: {} })
  steps.push({ name: 'witnesses', outcome: receipt.cosignatures ? 'INDETERMINATE' : 'OPEN', values: { n: String(receipt.cosignatures?.length ?? 0) } })
  return steps
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}

export function decode(header: string): { receipt: Receipt; text: string } {
  const text = new TextDecoder().decode(unbase64(header))
  return { receipt: JSON.parse(text) as Receipt, text }
}
