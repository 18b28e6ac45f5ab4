const SETS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=#%']
const LENGTH = 16

function pick(from: string): string {
  // 256 is no multiple of the length: values above the last multiple would favour the first letters
  const most = 256 - (256 % from.length)
  const byte = new Uint8Array(1)
  do crypto.getRandomValues(byte)
  while (byte[0]! >= most)
  return from[byte[0]! % from.length]!
}

/** A first password that can be read aloud: no letters that look alike, one of each kind. */
export function firstPassword(): string {
  const all = SETS.join('')
  const letters = [...SETS.map(pick), ...Array.from({ length: LENGTH - SETS.length }, () => pick(all))]
  for (let i = letters.length - 1; i > 0; i--) {
    const j = Math.floor((crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32) * (i + 1))
    ;[letters[i], letters[j]] = [letters[j]!, letters[i]!]
  }
  return letters.join('')
}
