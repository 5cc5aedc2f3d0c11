/** Imported first: the heap grows while the program is loaded. */
import { keepHeapSmall } from '../platform/node/small-heap';

keepHeapSmall();
