import { startServer } from './server.ts'
import { readConfig } from './src/config.ts'
import { openHouse } from './src/open-house.ts'
import { loadDemonstration, isEmpty } from './demo/load.ts'
const config = readConfig({ ...process.env, DATA_DIR: '/tmp/tl-data', PORT: '4100', LOG_LEVEL: 'warn' }, { start: true })
let t=performance.now()
const house = await openHouse({ ...config, logLevel: 'error' })
console.log('open', Math.round(performance.now()-t)); t=performance.now()
if (await isEmpty(house.parts.db)) await loadDemonstration(house.parts.db, house.parts.auth, house.parts.clock())
console.log('load', Math.round(performance.now()-t)); t=performance.now()
await house.close()
console.log('close', Math.round(performance.now()-t)); t=performance.now()
const running = await startServer(config)
console.log(running.address, Math.round(performance.now()-t))
process.on('SIGTERM', () => running.stop().then(() => process.exit(0)))
