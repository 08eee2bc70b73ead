import type { Input } from '../input.ts'
import { demo } from './demo.ts'
import { flattened } from './flattened.ts'
import { generated } from './generated.ts'
import { style } from './style.ts'

/** What is compared, the quickest first. */
export const INPUTS: Input[] = [style, demo, flattened, generated]
