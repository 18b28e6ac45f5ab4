import type { components } from '../api/schema'

type Core = components['schemas']['CoreMetadata']
type DataItem = components['schemas']['DataItem']

export interface Change {
  what: string
  kind: 'added' | 'removed' | 'changed'
  before: string
  after: string
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))

function itemText(item: DataItem | undefined): string {
  if (!item) return ''
  const size = item.length ? `(${item.length}${item.scale ? `,${item.scale}` : ''})` : ''
  const marks = [item.primaryKey && 'PK', !item.nullable && 'NOT NULL', item.sensitive && 'SENSITIVE'].filter(Boolean)
  return [item.name, item.dataType + size, item.shareType, ...marks].filter(Boolean).join(' · ')
}

/** Member by member what a new content changes of the published one. */
export function coreChanges(before: Core, after: Core): { member: keyof Core; before: string; after: string }[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Core)[]
  return members
    .map((member) => ({ member, before: text(before[member]), after: text(after[member]) }))
    .filter((c) => c.before !== c.after)
}

export function itemChanges(before: DataItem[], after: DataItem[]): Change[] {
  const names = [...new Set([...before, ...after].map((i) => i.technicalName))]
  return names
    .map((name): Change => {
      const old = before.find((i) => i.technicalName === name)
      const now = after.find((i) => i.technicalName === name)
      return {
        what: name,
        kind: !old ? 'added' : !now ? 'removed' : 'changed',
        before: itemText(old),
        after: itemText(now),
      }
    })
    .filter((c) => c.before !== c.after)
}
