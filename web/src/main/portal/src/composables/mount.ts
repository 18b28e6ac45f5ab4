import { api, ask } from '../api/client'
import type { components } from '../api/schema'
import type { Entry } from './entry'

export type Mount = components['schemas']['MountView']

/** The data behind an entry; nothing where none is mounted yet. */
export async function mountOf(entry: Entry): Promise<Mount | undefined> {
  if (!entry.code) return undefined
  const resource = await ask(api.GET('/api/v1/resources/{code}', { params: { path: { code: entry.code.replace('/', '-') } } }))
  if (!resource.mounted) return undefined
  return ask(api.GET('/api/v1/catalogue-items/{id}/mount', { params: { path: { id: entry.id } } }))
}
