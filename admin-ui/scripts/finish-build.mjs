// Puts a compressed copy beside each file of the build that gains by it, and writes the list of all
// files, which the server reads.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const BUILD = 'target/classes/admin-ui';
const COMPRESSIBLE = /\.(css|html|js|json|svg|txt)$/;

const files = readdirSync(BUILD, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(BUILD.length + 1))
  .sort();

for (const file of files.filter((name) => COMPRESSIBLE.test(name))) {
  const path = join(BUILD, file);
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }));
}
writeFileSync(join(BUILD, 'files.txt'), `${files.join('\n')}\n`);
