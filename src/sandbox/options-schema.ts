import { amazon } from './amazon/options-schema.ts'
import { plytix } from './plytix/options-schema.ts'
import { object } from './schema-parts.ts'

/** What can be said in a file: everything of the simulators' options but functions, clocks and ports. */
export const OPTIONS_SCHEMA = object({ plytix, amazon })
