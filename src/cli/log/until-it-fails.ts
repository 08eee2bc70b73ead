/** A log that fills the disk costs the log, not the work. */
export function untilItFails(
  write: (text: string) => void,
  place: string,
  onProblem: (message: string) => void,
): (text: string) => void {
  let broken = false
  return (text) => {
    if (broken) return
    try {
      write(text)
    } catch (error) {
      broken = true
      onProblem(`The log is not written to ${place} any more: ${(error as Error).message}. The command goes on.`)
    }
  }
}
