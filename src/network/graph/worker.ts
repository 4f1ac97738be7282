import { answerOrders } from '../../platform/thread-orders.ts'
import { JOBS } from './jobs.ts'

answerOrders(JOBS)
