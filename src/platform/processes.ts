import { fork } from 'node:child_process'
import type { Hand } from './threads.ts'

/**
 * A process of its own in place of a thread (`begin` of `makeThreads`): what native code keeps goes back to the machine when
 * it ends. It ends with the server, however that ends (thread-orders.ts).
 */
export function beginProcess(source: URL): Hand {
  const child = fork(source, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    on: child.on.bind(child),
    // What cannot be sent to a process that is dying is answered by its exit.
    postMessage: (order) => void child.send(order, () => undefined),
    ref() {
      child.ref()
      child.channel?.ref()
    },
    unref() {
      child.unref()
      child.channel?.unref()
    },
    terminate() {
      child.ref()
      child.kill('SIGKILL')
      return gone
    },
  }
}
