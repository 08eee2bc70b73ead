/**
 * What GitHub's runner reads from the file that GITHUB_OUTPUT names: `NAME=VALUE`, or `NAME<<MARK`, the value and the mark
 * again on lines of their own. @throws as the runner fails the step
 */
export function outputsIn(text: string): { [name: string]: string } {
  const outputs: { [name: string]: string } = {}
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('The last line has no end.')
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')]
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      outputs[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (heredoc > 0) {
      const end = lines.indexOf(line.slice(heredoc + 2), at + 1)
      if (end < 0) throw new Error(`Matching delimiter not found '${line.slice(heredoc + 2)}'`)
      outputs[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n')
      at = end
    } else throw new Error(`Invalid format '${line}'`)
  }
  return outputs
}
