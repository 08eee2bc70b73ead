const OFFSET = 0x811c9dc5

/** FNV-1a: 32 bits that look arbitrary and are always the same; `from` continues an earlier hash. */
export function textHash(text: string, from = OFFSET): number {
  let hash = from
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
