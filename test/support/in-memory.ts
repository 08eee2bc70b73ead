import { readFileSync, statfsSync } from 'node:fs'

const FOLDER = '/dev/shm'
const ENOUGH = 2 * 1024 ** 3

/**
 * Where temporary files are kept in memory, and a write is durable at once: the tests write the state thousands of
 * times, and none of them is about a disk that loses power. Empty where there is no such place, or it will not do.
 */
export function inMemory(): { TMPDIR?: string } {
  return runsPrograms() && hasRoom() ? { TMPDIR: FOLDER } : {}
}

/** Some tests put programs there. */
function runsPrograms(): boolean {
  try {
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
    const options = mounts.map((line) => line.split(' ')).find(([, place]) => place === FOLDER)?.[3]
    return options?.split(',').every((option) => option !== 'noexec' && option !== 'ro') ?? false
  } catch {
    // Not Linux.
    return false
  }
}

function hasRoom(): boolean {
  const { bavail, bsize } = statfsSync(FOLDER)
  return bavail * bsize >= ENOUGH
}
