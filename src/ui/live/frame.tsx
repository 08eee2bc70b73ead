/** @jsxImportSource react */
import { Box, Text, useStdout } from 'ink'
import { useEffect } from 'react'
import type { Phrase } from '../report/report.ts'
import { styled } from '../text/style.ts'
import { liveRows } from './rows.ts'
import type { View } from './view.ts'

export interface FrameProps {
  view: View
  /** Milliseconds since 1970. */
  now: number
  colour: boolean
  /** Given what writes above the frame, for lines that stay. */
  onWriter?: (write: (text: string) => void) => void
}

const USUAL_WIDTH = 80
const NARROWEST = 40
/** Longer rows are harder to read, and to wipe once the terminal has broken them. */
const WIDEST = 120

/** What moves, for a terminal of so many columns. */
export function frameRows({ view, now }: Pick<FrameProps, 'view' | 'now'>, columns = USUAL_WIDTH): Phrase[] {
  return liveRows(view, { now, width: Math.min(WIDEST, Math.max(NARROWEST, columns) - 1) })
}

/** What moves: the parts that are under way, and how far they are. */
export function Frame({ colour, onWriter, ...shown }: FrameProps) {
  const { stdout, write } = useStdout()
  useEffect(() => onWriter?.(write), [onWriter, write])
  const { columns } = stdout as Partial<NodeJS.WriteStream>
  return (
    <Box flexDirection="column">
      {frameRows(shown, columns).map((phrase, at) => (
        <Text key={at} wrap="truncate">
          {styled(phrase, colour)}
        </Text>
      ))}
    </Box>
  )
}
