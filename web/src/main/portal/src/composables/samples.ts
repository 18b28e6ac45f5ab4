import type { components } from '../api/schema'
import type { RowFilter } from './rowFilter'

export interface CallTerms {
  grant: string
  purpose: string
  matter?: string
  items: string[]
  filter?: Part
  limit?: number
}

type Part = Partial<RowFilter>

export type ResourceView = components['schemas']['ResourceView']

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The members of a filter as the SOAP service takes them. */
function filterXml(filter: Part): string {
  const tag = (name: string, content: string) => `<${name}>${content}</${name}>`
  return [
    ...(filter.and ?? []).map((part) => tag('and', filterXml(part))),
    ...(filter.or ?? []).map((part) => tag('or', filterXml(part))),
    ...(filter.item ? [tag('item', xml(filter.item))] : []),
    ...(filter.operator ? [tag('operator', filter.operator)] : []),
    ...(filter.value ? [tag('value', xml(filter.value))] : []),
    ...(filter.values ?? []).map((value) => tag('values', xml(value))),
  ].join('')
}

/** Calls that work when pasted, with the real address, grant and items. */
export function samplesOf(resource: ResourceView, terms: CallTerms) {
  const body = {
    grant: terms.grant,
    purpose: terms.purpose,
    ...(terms.matter ? { matter: terms.matter } : {}),
    items: terms.items,
    ...(terms.filter ? { filter: terms.filter } : {}),
    limit: terms.limit ?? 3,
  }
  const queries = `${new URL(resource.records, location.origin).href.replace(/\/records$/, '')}/queries`
  const json = JSON.stringify(body)
  const curl = [
    'curl -s --cacert root.pem --cert client.pem --key client.key \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${quoted(json)} \\`,
    '  -D answer.headers -o answer.json \\',
    `  ${quoted(queries)}`,
  ].join('\n')
  const python = [
    'import json, ssl, urllib.request',
    '',
    'tls = ssl.create_default_context(cafile="root.pem")',
    'tls.load_cert_chain("client.pem", "client.key")',
    `query = json.loads(r"""${JSON.stringify(body, null, 2)}""")`,
    'call = urllib.request.Request(',
    `    ${JSON.stringify(queries)},`,
    '    data=json.dumps(query).encode(),',
    '    headers={"Content-Type": "application/json"})',
    'with urllib.request.urlopen(call, context=tls) as answer:',
    '    print(answer.headers["Zhengshu-Receipt-Id"])',
    '    print(json.load(answer))',
  ].join('\n')
  const soapBody = [
    '<query xmlns="urn:zhengshu:exchange:1">',
    `<grant>${xml(terms.grant)}</grant>`,
    `<purpose>${xml(terms.purpose)}</purpose>`,
    ...(terms.matter ? [`<matter>${xml(terms.matter)}</matter>`] : []),
    ...terms.items.map((i) => `<items>${xml(i)}</items>`),
    ...(terms.filter ? [`<filter>${filterXml(terms.filter)}</filter>`] : []),
    `<limit>${body.limit}</limit></query>`,
  ].join('')
  const soap = [
    'java SignedCall.java --store client.p12 --password-file client.password \\',
    '  --trust root.pem \\',
    `  --body-text ${quoted(soapBody)} \\`,
    `  ${new URL('/ws/Exchange', location.origin).href} > answer.xml`,
  ].join('\n')
  return { curl, python, soap }
}
