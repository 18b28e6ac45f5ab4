import { useI18n } from 'vue-i18n'
import type { components } from '../api/schema'
import { useFormat } from './format'
import { filterText, type RowFilter } from './rowFilter'

export type Request = components['schemas']['SharingRequestView']

/** Members of a request that can be sent back, in the order of the form. */
export const FIELDS = ['items', 'rowFilter', 'purpose', 'matter', 'legalBasis', 'scenario', 'scope', 'mode', 'validUntil', 'quota'] as const
export type Field = (typeof FIELDS)[number]

/** What the members of a request are called, and what they say. */
export function useRequestFields(nameOf: (item: string) => string) {
  const { t } = useI18n()
  const { day, count } = useFormat()

  function label(field: string): string {
    return t(`apply.field.${field === 'rowFilter' ? 'rows' : field}`)
  }

  /** A member as the node writes it in the course of a request. */
  function written(field: string, text?: string): string {
    if (field === 'rowFilter') return text ? filter(JSON.parse(text)) : t('apply.allRows')
    if (field === 'quota') return text ? count(Number(text)) : t('apply.noQuota')
    if (!text) return t('request.nothing')
    if (field === 'items') return text.split(',').map(nameOf).join(t('items.and'))
    return field === 'validUntil' ? day(text) : text
  }

  function filter(rows: RowFilter): string {
    return filterText(rows, nameOf, (o) => t(`apply.operator.${o}`))
  }

  /** A member of the request as it stands. */
  function now(request: Request, field: Field): string {
    if (field === 'items') return request.items.map(nameOf).join(t('items.and'))
    if (field === 'rowFilter') return request.rowFilter ? filter(request.rowFilter) : t('apply.allRows')
    return written(field, request[field]?.toString())
  }

  return { label, written, now }
}

/** The round for which a request is away, while it is. */
export function openRound(request: Request) {
  return request.state === 'RETURNED_FOR_SUPPLEMENT' ? request.supplements[request.supplements.length - 1] : undefined
}

/** Whether somebody has to decide on it. */
export function waits(request: Request): boolean {
  return request.state === 'COMPLIANCE_REVIEW' || request.state === 'PROVIDER_REVIEW'
}
