/** Imported first: the heap grows while the program is loaded, and what is run often is compiled. */
import { setFlagsFromString } from 'node:v8';

// As `keepHeapSmall` does; its other flag, which V8 takes back when a thread starts, would make code that was compiled before not fit.
setFlagsFromString('--heap-growing-percent=200');
// A run of the program is a second or two, in as many threads as there are cores: each compiles for itself, and what is compiled at leisure
// takes as much time as it saves. So a function has to run longer than usual before it is, and takes a third of what it calls into itself.
setFlagsFromString('--interrupt-budget=200000');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
// What is new and lives on is a few kilobytes each time: done before a helper is woken for it, while the cores are busy reading.
setFlagsFromString('--no-parallel-scavenge');
