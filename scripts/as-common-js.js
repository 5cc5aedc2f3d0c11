/**
 * Turns an ES module that esbuild wrote into CommonJS. What it imports it takes over by name when it is loaded: so no module may need one
 * that needs it, and what is exported must not be assigned to later. Chunks keep to both. esbuild itself would write a getter behind a
 * getter for each use, which takes longer than much of what is called through it.
 * The function is written so that engines compile it as soon as they see it, for it is called at once.
 * @param {string} code in the form in which esbuild writes imports and exports, minified or not
 */
exports.asCommonJs = (code) => `"use strict";module.exports=(function(){${code
  .replace(/(?<=^|[;}])import\s*"([^"]+)";/gm, 'require("$1");')
  .replace(/(?<=^|[;}])import\s*\{([^}]*)\}\s*from\s*"([^"]+)";/gm, (all, list, from) => `const{${renamed(list, '$1:$2')}}=require("${from}");`)
  .replace(/(?<=^|[;}])import(?:\s*\*\s*as)?\s+([\w$]+)\s*from\s*"([^"]+)";/gm, 'const $1=require("$2");')
  .replace(/(?<=^|[;}])export\s*\{([^}]*)\};/gm, (all, list) => `return{${renamed(list, '$2:$1')}};`)}
})();`;

/** `a as b, c` as members of an object. */
function renamed(list, pattern) {
  return list.split(',').map((name) => name.trim().replace(/^(\S+) as (\S+)$/, pattern)).filter(Boolean).join(',');
}
