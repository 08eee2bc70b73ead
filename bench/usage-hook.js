import { writeFileSync } from 'node:fs'

// Loaded ahead of the program: at its end it says what the process used, in the file that USAGE_FILE names.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { processor: (userCPUTime + systemCPUTime) / 1000, bytes: maxRSS * 1024 }
  writeFileSync(process.env.USAGE_FILE, JSON.stringify(used))
})
