import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Node's own way never ends where a system folder refuses new ones as if it were not
 * there itself. @throws an error of the system
 */
export function makeFolders(folder: string): void {
  const missing: string[] = []
  let place = folder
  while (statSync(place, { throwIfNoEntry: false }) === undefined && place !== dirname(place)) {
    missing.unshift(place)
    place = dirname(place)
  }
  for (const path of missing) mkdir(path)
}

/** Somebody else may have made it meanwhile. */
function mkdir(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
