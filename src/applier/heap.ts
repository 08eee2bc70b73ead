/** A queue that always gives the value that comes first. */
export interface Heap {
  push(value: number): void
  pop(): number | undefined
}

export function createHeap(before: (a: number, b: number) => boolean): Heap {
  const values: number[] = []
  const at = (index: number): number => values[index] as number
  const swapUnlessOrdered = (parent: number, child: number): boolean => {
    if (!before(at(child), at(parent))) return false
    const value = at(parent)
    values[parent] = at(child)
    values[child] = value
    return true
  }
  return {
    push(value) {
      let child = values.push(value) - 1
      while (child > 0) {
        const parent = (child - 1) >> 1
        if (!swapUnlessOrdered(parent, child)) return
        child = parent
      }
    },
    pop() {
      const first = values[0]
      const last = values.pop()
      if (first === undefined || last === undefined || values.length === 0) return first
      values[0] = last
      let parent = 0
      while (true) {
        const left = 2 * parent + 1
        if (left >= values.length) return first
        const child = left + 1 < values.length && before(at(left + 1), at(left)) ? left + 1 : left
        if (!swapUnlessOrdered(parent, child)) return first
        parent = child
      }
    },
  }
}
