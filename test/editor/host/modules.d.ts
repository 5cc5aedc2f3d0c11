declare module 'mocha/mocha';
/** Made by esbuild.js: all test files of test/editor/. */
declare module 'all-tests';
