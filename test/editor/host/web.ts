/** Where VS Code's web extension host begins the tests: one bundle with mocha's browser build and all tests in it. */
import { COUNTS, countsOf, REPORT_LINE } from './report';

interface BrowserMocha {
  setup(options: Mocha.MochaOptions): void;
  run(done: (failures: number) => void): { stats: Mocha.Stats };
}
const global = globalThis as unknown as {
  location?: { search: string };
  mocha: BrowserMocha;
  Mocha: { reporters: { spec: Mocha.ReporterConstructor; Base: { useColors: boolean; consoleLog(...words: unknown[]): void } } };
};

export async function run(): Promise<void> {
  global.location ??= { search: '' }; // mocha looks at it when it is loaded
  await import('mocha/mocha');
  const { Base, spec } = global.Mocha.reporters;
  Base.useColors = false;
  Base.consoleLog = (first: unknown = '', ...words) => {
    // console.log's %s and %d by hand: the worker has no util.format
    const text = String(first).replace(/%[sd]/g, () => String(words.shift()));
    for (const line of text.split('\n')) console.log('%s', REPORT_LINE + line);
  };
  global.mocha.setup({ ui: 'bdd', reporter: spec, timeout: 30_000 });
  await import('all-tests');
  await new Promise<void>((resolve, reject) => {
    const runner = global.mocha.run((failures) => {
      console.log('%s', COUNTS + JSON.stringify(countsOf(runner.stats)));
      if (failures) reject(new Error(`${failures} failed`)); else resolve();
    });
  });
}
