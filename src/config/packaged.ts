import { fileURLToPath } from 'node:url'

/** Absolute path of a file that ships in the package's `specs/` folder; `src` and `dist` are equally deep. */
export function packagedSpec(path: string): string {
  return fileURLToPath(new URL(`../../specs/${path}`, import.meta.url))
}
