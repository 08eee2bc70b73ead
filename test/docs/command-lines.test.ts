import { IN_CATALOGUES, IN_SHOPS, typeCommands } from './typed.ts'

typeCommands((path) => !IN_CATALOGUES.test(path) && !IN_SHOPS.test(path))
