/** True while something goes on that is worth more than its output. */
let keepsGoing = false

/** From now on a closed terminal or a reader that left costs the output only. */
export function keepGoingWithoutReader(): void {
  keepsGoing = true
}

/** At the end nothing is left to protect: whoever left does not keep the program from ending. */
export function endWithoutReader(): void {
  keepsGoing = false
  if (process.stdout.destroyed) process.exit(process.exitCode ?? 0)
}

const GONE = ['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED']

/** `sync plan | head -1` closes the pipe: nobody is left to tell, so the rest of the output is dropped. */
export function toleratesLeavingReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.includes(error.code ?? '')) throw error
    if (!keepsGoing) process.exit(process.exitCode ?? 0)
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.includes(error.code ?? '')) throw error
  })
}
