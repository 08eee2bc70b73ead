/** What belongs together: a name for each that all of them share. */
export type Partition = ReadonlyMap<string, string>

/** How one partition differs from the true one. All of it is 0 where they are the same. */
export interface Unlike {
  /** Pairs that are together and must not be. */
  wrong_joins: number
  /** Pairs that belong together and are apart. */
  missed_joins: number
  /** What should be there and is not. */
  lacking: number
  /** What is there and should not be. */
  beyond: number
}

export function compared(found: Partition, truth: Partition): Unlike {
  return {
    wrong_joins: onlyTogetherIn(found, truth),
    missed_joins: onlyTogetherIn(truth, found),
    lacking: [...truth.keys()].filter((key) => !found.has(key)).length,
    beyond: [...found.keys()].filter((key) => !truth.has(key)).length,
  }
}

/** Pairs that both partitions know, and that are together in the first alone. */
function onlyTogetherIn(one: Partition, other: Partition): number {
  const known = [...one.keys()].filter((key) => other.has(key))
  let pairs = 0
  for (const group of Map.groupBy(known, (key) => one.get(key)).values()) {
    pairs += pairsOf(group.length)
    for (const same of Map.groupBy(group, (key) => other.get(key)).values()) pairs -= pairsOf(same.length)
  }
  return pairs
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}
