/** One wrong place of a problem. */
export interface Place {
  place: string
  rule: string
  value: string
  message: string
}

/** Why a call failed: RFC 9457 of the node, or what the network did. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly trace: string,
    readonly places: Place[] = [],
  ) {
    super(code)
  }

  get forbidden() {
    return this.status === 403 && this.code !== 'identity/cross-site'
  }

  get signedOut() {
    return this.status === 401
  }

  /** What this place of a form is refused for. */
  at(place: string) {
    return this.places.find((p) => p.place === place || p.place.startsWith(`${place}[`))?.message
  }
}

interface Written {
  code?: string
  title?: string
  detail?: string
  instance?: string
  violations?: Place[]
}

export function problemOf(body: unknown, response: Response): Problem {
  const written: Written = typeof body === 'object' && body !== null ? body : {}
  const trace =
    written.instance?.replace('urn:trace:', '') ?? response.headers.get('Zhengshu-Trace') ?? ''
  return new Problem(
    response.status,
    written.code ?? '',
    written.title ?? '',
    written.detail ?? '',
    trace,
    written.violations ?? [],
  )
}

/** Nothing came back: no network, or no answer in time. */
export function problemOfNetwork(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  const late = thrown instanceof DOMException && thrown.name === 'TimeoutError'
  return new Problem(0, late ? 'network/late' : 'network/none', '', '', '')
}
