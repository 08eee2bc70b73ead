// Holds a folder until it is ended.
import { holdFolder } from '../../src/database/hold.ts'

holdFolder(process.argv[2] ?? '', Date.now())
process.stdout.write('held\n')
setInterval(() => undefined, 1_000)
