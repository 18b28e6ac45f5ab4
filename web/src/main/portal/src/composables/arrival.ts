/** Set by the router, taken by the first heading that is shown after it: the focus starts there. */
let arrived = false

export function arrive() {
  arrived = true
}

export function takeArrival(): boolean {
  const was = arrived
  arrived = false
  return was
}
