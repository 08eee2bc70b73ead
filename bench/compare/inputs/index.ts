import type { Input } from '../input.ts'
import { demo } from './demo.ts'
import { flattened } from './flattened.ts'
import { generated } from './generated.ts'
import { local } from './local.ts'
import { overrides } from './overrides.ts'
import { selections } from './selections.ts'
import { style } from './style.ts'

/** What is compared, the quickest first. */
export const INPUTS: Input[] = [style, flattened, local, overrides, demo, selections, generated]
