import { setFlagsFromString } from 'node:v8'

/**
 * Leaves the space for new objects as large as it is by now, some megabytes: grown as far as it does by itself, a plan of
 * thousands of listings takes twice the memory and no less time. Other versions of Node may not know the flag.
 */
export function boundNewObjects(): void {
  if (process.version.startsWith('v24.')) setFlagsFromString('--semi-space-growth-factor=1')
}
