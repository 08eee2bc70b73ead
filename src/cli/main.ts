import { flush, run } from '@oclif/core'
import { printFailure } from './failure.ts'
import { endWithoutReader, toleratesLostOutput } from './output.ts'

/** Runs the program. Everything that ends it passes through here, so the exit code is set in one place. */
export async function main(url: string): Promise<void> {
  toleratesLostOutput()
  const argv = process.argv.slice(2)
  try {
    await run(argv, url)
    await endWithoutReader()
    await flush()
  } catch (error) {
    printFailure(error, { json: argv.includes('--json') })
  }
}
