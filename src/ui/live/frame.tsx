/** @jsxImportSource react */
import { Box, Text, useStdout } from 'ink'
import { useEffect } from 'react'
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

/** What moves: the parts that are under way, and how far they are. */
export function Frame({ view, now, colour, onWriter }: FrameProps) {
  const { stdout, write } = useStdout()
  useEffect(() => onWriter?.(write), [onWriter, write])
  const width = Math.max(NARROWEST, (stdout as Partial<NodeJS.WriteStream>).columns ?? USUAL_WIDTH) - 1
  const rows = liveRows(view, { now, width }).map((phrase) => styled(phrase, colour))
  return (
    <Box flexDirection="column">
      {rows.map((text, at) => (
        <Text key={at} wrap="truncate">
          {text}
        </Text>
      ))}
    </Box>
  )
}
