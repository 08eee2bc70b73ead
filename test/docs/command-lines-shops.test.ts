import { IN_SHOPS, typeCommands } from './typed.ts'

typeCommands((path) => IN_SHOPS.test(path))
