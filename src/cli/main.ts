/** The command line: `bounce-lens`. What it promises is in the README; scripts depend on it. */
import './start';
import { startThreadEarly } from '../platform/node/reading-thread';

startThreadEarly(process.argv.slice(2));
void import('./program'); // takes as long to load as the thread takes to start
