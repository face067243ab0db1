#!/usr/bin/env node
// The first file of the program: loads its parts. A part that was built for this very Node comes with V8's code cache, which
// makes compiling it several times faster; under any other Node it is an ordinary module, for which Node 22 and later keep a
// cache of their own.
'use strict';
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname } = require('node:path');

const scripts = new Map();
const parts = new Map();
const isBuiltForThisNode = `${process.version} ${process.arch}` === BUILT_FOR;
if (!isBuiltForThisNode) require('node:module').enableCompileCache?.();

function load(name) {
  const known = parts.get(name);
  if (known !== undefined) return known.exports;
  const part = { exports: {} };
  parts.set(name, part);
  const filename = `${__dirname}/${name}.cjs`;
  functionOf(name, filename)(part.exports, requireFrom, part, filename, __dirname);
  return part.exports;
}

/** The file of a part holds a function of what a module is given: see `scripts/build.ts`. */
function functionOf(name, filename) {
  if (!isBuiltForThisNode) return require(filename);
  const { Script } = require('node:vm');
  let cachedData;
  try {
    cachedData = readFileSync(`${__dirname}/${cacheOf(name)}.cache`);
  } catch {}
  // The parts are ASCII, which is read faster as Latin-1. A cache that does not fit (other flags of V8) is ignored.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  scripts.set(name, script);
  return script.runInThisContext();
}

/**
 * V8 reads all of a cache, so that the one for everything that modules do costs more than all the work on a small file. The
 * other one holds what a few resources without loops, functions and modules need; what is missing in it is compiled.
 */
function cacheOf(name) {
  const paths = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  return name === 'lint' && paths.length === 1 && isSmallModule(paths[0]) ? 'lint.small' : name;
}

const SMALL = 1500;

const CONFIGURATION = /\.(?:tf|tofu|json|tfvars)$/;

/** Whether a file is all of its module, and a short one. */
function isSmallModule(path) {
  try {
    const status = statSync(path);
    if (!status.isFile() || status.size > SMALL) return false;
    return readdirSync(dirname(path)).filter((name) => CONFIGURATION.test(name)).length === 1;
  } catch {
    return false;
  }
}

function requireFrom(id) {
  return id.startsWith('./') ? load(id.slice(2, -'.cjs'.length)) : require(id);
}

module.exports = { load, start, scripts };
/** Runs the command line. The command without a name is a part together with what every command needs. */
function start() {
  load(NAMED.includes(process.argv[2]) ? 'main' : 'lint').start();
}

if (require.main === module) start();
