#!/usr/bin/env node
// The first file of the program: loads its parts. A part that was built for this very Node comes with V8's code cache, which
// makes compiling it several times faster; under any other Node it is an ordinary module, for which Node 22 and later keep a
// cache of their own.
'use strict';
const { readFileSync } = require('node:fs');

const scripts = new Map();
const parts = new Map();
const isBuiltForThisNode = `${process.version} ${process.arch}` === BUILT_FOR;
if (!isBuiltForThisNode) require('node:module').enableCompileCache?.();

function load(name) {
  if (!isBuiltForThisNode) return require(`./${name}.cjs`);
  const known = parts.get(name);
  if (known !== undefined) return known.exports;
  const { Script } = require('node:vm');
  const filename = `${__dirname}/${name}.cjs`;
  let cachedData;
  try {
    cachedData = readFileSync(`${__dirname}/${name}.cache`);
  } catch {}
  // The parts are ASCII, which is read faster as Latin-1.
  const code = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`;
  // A cache that does not fit (other flags of V8) is ignored.
  const script = new Script(code, { filename, cachedData });
  scripts.set(name, script);
  const part = { exports: {} };
  parts.set(name, part);
  script.runInThisContext()(part.exports, requireFrom, part, filename, __dirname);
  return part.exports;
}

function requireFrom(id) {
  return id.startsWith('./') ? load(id.slice(2, -'.cjs'.length)) : require(id);
}

if (require.main === module) load('main');
else module.exports = { load, scripts };
