import type { components } from '../api/schema'

export type Entry = components['schemas']['CatalogueItemView']
export type Content = components['schemas']['EnterItem']
type Core = components['schemas']['CoreMetadata']
type DataItem = components['schemas']['DataItem']
export type CoreName = keyof Core

/** One field of the core metadata: how it is entered and shown. */
export interface CoreField {
  name: CoreName
  kind: 'text' | 'area' | 'code'
  list?: string
  max?: number
  pattern?: string
  required?: boolean
}

export const GROUPS: { name: 'what' | 'share' | 'open'; fields: CoreField[] }[] = [
  {
    name: 'what',
    fields: [
      { name: 'title', kind: 'text', max: 128, required: true },
      { name: 'classCode', kind: 'text', max: 40, pattern: '[1-3][0-9]{2}([0-9]{3}([0-9]{1,34})?)?', required: true },
      { name: 'summary', kind: 'area', max: 2000, required: true },
      { name: 'providerUnit', kind: 'text', max: 128 },
      { name: 'updateCycle', kind: 'code', list: 'update-cycle', required: true },
      { name: 'formatClass', kind: 'code', list: 'format-class', required: true },
      { name: 'formatType', kind: 'text', max: 64, required: true },
    ],
  },
  {
    name: 'share',
    fields: [
      { name: 'shareType', kind: 'code', list: 'share-type', required: true },
      { name: 'shareCondition', kind: 'area', max: 1000 },
      { name: 'shareBasisLevel', kind: 'code', list: 'basis-level' },
      { name: 'shareBasisTitle', kind: 'text', max: 200 },
      { name: 'shareBasisArticle', kind: 'text', max: 100 },
      { name: 'shareModeClass', kind: 'code', list: 'share-mode-class', required: true },
      { name: 'shareModeType', kind: 'code', list: 'share-mode-type', required: true },
      { name: 'usageRequirements', kind: 'area', max: 2000 },
      { name: 'relatedCodes', kind: 'text', max: 1000 },
    ],
  },
  {
    name: 'open',
    fields: [
      { name: 'openFlag', kind: 'code', list: 'open-flag', required: true },
      { name: 'openCondition', kind: 'text', max: 1000 },
    ],
  },
]
export const FIELDS = GROUPS.flatMap((g) => g.fields)

/** A data item as it is typed: numbers are texts until they are sent. */
export interface ItemRow {
  technicalName: string
  name: string
  dataType: string
  length: string
  scale: string
  shareType: string
  openFlag: string
  codeList: string
  sensitive: boolean
  primaryKey: boolean
  nullable: boolean
}

export interface EntryForm {
  /** The stored entry that this is the new content of; empty while there is none. */
  id: string
  /** When the stored entry had last been changed as this was begun. */
  base: string
  core: Record<CoreName, string>
  items: ItemRow[]
}

export function emptyRow(): ItemRow {
  return { technicalName: '', name: '', dataType: 'C', length: '', scale: '', shareType: '', openFlag: '', codeList: '', sensitive: false, primaryKey: false, nullable: true }
}

function row(i: DataItem): ItemRow {
  return {
    ...emptyRow(),
    ...i,
    length: i.length ? String(i.length) : '',
    scale: i.scale ? String(i.scale) : '',
    shareType: i.shareType ?? '',
    openFlag: i.openFlag ?? '',
    codeList: i.codeList ?? '',
  }
}

export function formOf(entry?: Entry): EntryForm {
  const core = Object.fromEntries(FIELDS.map((f) => [f.name, entry?.core[f.name] ?? ''])) as Record<CoreName, string>
  return {
    id: entry?.id ?? '',
    base: entry?.changedAt ?? '',
    core,
    items: entry ? entry.items.map(row) : [{ ...emptyRow(), primaryKey: true, nullable: false }],
  }
}

/** The form as the API takes it; empty texts are absent. */
export function contentOf(form: EntryForm): Content {
  const number = (text: string) => (text.trim() ? Number(text) : undefined)
  return {
    core: Object.fromEntries(Object.entries(form.core).filter(([, v]) => v.trim()).map(([k, v]) => [k, v.trim()])) as unknown as Core,
    items: form.items.map((i) => ({
      technicalName: i.technicalName.trim(),
      name: i.name.trim(),
      dataType: i.dataType,
      length: number(i.length),
      scale: number(i.scale),
      shareType: i.shareType || undefined,
      openFlag: i.openFlag || undefined,
      codeList: i.codeList.trim() || undefined,
      sensitive: i.sensitive,
      primaryKey: i.primaryKey,
      nullable: i.nullable && !i.primaryKey,
    })),
  }
}

export const ITEM_FIELDS = ['name', 'dataType', 'length', 'scale', 'shareType', 'openFlag', 'codeList', 'sensitive', 'primaryKey', 'nullable'] as const

export interface Difference {
  kind: 'added' | 'removed' | 'changed'
  /** A field of the entry, or of one of its data items. */
  field: CoreName | (typeof ITEM_FIELDS)[number] | 'item'
  item?: string
  before: string
  after: string
}

const shown = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** What is another in the newer content, field by field. */
export function differences(before: Content, after: Content): Difference[] {
  const found: Difference[] = []
  const note = (field: Difference['field'], item: string | undefined, a: unknown, b: unknown) => {
    if (shown(a) !== shown(b)) {
      found.push({ kind: shown(a) === '' ? 'added' : shown(b) === '' ? 'removed' : 'changed', field, item, before: shown(a), after: shown(b) })
    }
  }
  for (const f of FIELDS) note(f.name, undefined, before.core[f.name], after.core[f.name])
  const old = new Map(before.items.map((i) => [i.technicalName, i]))
  const next = new Map(after.items.map((i) => [i.technicalName, i]))
  for (const i of before.items) if (!next.has(i.technicalName)) note('item', i.technicalName, i.name, '')
  for (const i of after.items) {
    const was = old.get(i.technicalName)
    if (!was) note('item', i.technicalName, '', i.name)
    else for (const f of ITEM_FIELDS) note(f, i.technicalName, was[f], f === 'shareType' ? (i[f] ?? after.core.shareType) : i[f])
  }
  return found
}
