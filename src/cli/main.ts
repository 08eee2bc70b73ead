import { flush, run } from '@oclif/core'
import { printFailure } from './failure.ts'

/** Runs the program. Everything that ends it passes through here, so the exit code is set in one place. */
export async function main(url: string): Promise<void> {
  endQuietlyWhenTheReaderLeaves()
  const argv = process.argv.slice(2)
  try {
    await run(argv, url)
    await flush()
  } catch (error) {
    printFailure(error, argv.includes('--json'))
  }
}

/** `sync plan | head -1` closes the pipe: nobody is left to tell, so the rest of the output is dropped. */
function endQuietlyWhenTheReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
}
