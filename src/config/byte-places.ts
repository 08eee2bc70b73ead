import type { Position } from '../model/position.ts'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Gives line and column of offsets in UTF-8 text; each has to be at or after the one before. */
export function bytePlaces(file: string, bytes: Uint8Array): (offset: number) => Position {
  let at = 0
  let line = 1
  let column = 1
  const step = (): void => {
    const byte = bytes[at] ?? 0
    at += 1
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at] !== LINE_FEED)) {
      line += 1
      column = 1
    } else column += units(byte)
  }
  return (offset) => {
    while (at < offset) step()
    return { file, line, column }
  }
}

/** How many UTF-16 units the character has that begins with this byte; none begins with a byte that continues one. */
function units(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0
  return byte >= 0xf0 ? 2 : 1
}
