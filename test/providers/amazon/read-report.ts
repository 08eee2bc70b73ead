import { createDownload } from '../../../src/providers/amazon/download.ts'
import { readListings } from '../../../src/providers/amazon/report-table.ts'

// A process of its own, so that its memory can be bounded: reads the report at the address that it is given.
const url = process.argv[2] ?? ''
const answer = await createDownload(url)(url, { japanese: false, read: readListings })
const told = answer.ok && 'rows' in answer.value ? { rows: answer.value.rows.length } : answer
process.stdout.write(JSON.stringify({ ...told, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }))
