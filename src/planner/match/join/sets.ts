/** Things that belong together, by their places in a list. */
export interface Sets {
  /** The one that stands for all that belong together with this one. */
  of(place: number): number
  /** False, and nothing is done, where that would bring two together that must stay apart. */
  unite(a: number, b: number): boolean
  /** What must not be brought together with anything else of the kind, `undefined` where nothing is known of it. */
  pin(place: number): string | undefined
}

/** `pins`: members with different ones are never brought together. */
export function createSets(pins: readonly (string | undefined)[]): Sets {
  const parents = pins.map((_, place) => place)
  const pinned = [...pins]
  const of = (place: number): number => {
    let root = place
    while (parents[root] !== root) root = parents[root] as number
    for (let at = place; at !== root; ) {
      const next = parents[at] as number
      parents[at] = root
      at = next
    }
    return root
  }
  return {
    of,
    unite(a, b) {
      const [first, second] = [of(a), of(b)].sort((one, other) => one - other) as [number, number]
      if (first === second) return true
      const [held, brought] = [pinned[first], pinned[second]]
      if (held !== undefined && brought !== undefined && held !== brought) return false
      parents[second] = first
      pinned[first] = held ?? brought
      return true
    },
    pin: (place) => pinned[of(place)],
  }
}
