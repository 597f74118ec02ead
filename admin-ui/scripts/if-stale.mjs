// Runs a command when a file it makes is missing or older than what it is made from:
//   node scripts/if-stale.mjs OUTPUT INPUT... -- COMMAND...
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const divider = process.argv.indexOf('--');
const [output, ...inputs] = process.argv.slice(2, divider);
const [command, ...args] = process.argv.slice(divider + 1);

/** When the newest file below a path changed; folders count, for what was deleted from them. */
function changed(path) {
  const found = statSync(path);
  const inside = found.isDirectory() ? readdirSync(path).map((name) => changed(join(path, name))) : [];
  return Math.max(found.mtimeMs, ...inside);
}

const made = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (made <= Math.max(...inputs.map(changed))) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) {
    console.error(`${command}: ${error.message}`);
  }
  process.exit(status ?? 1);
}
