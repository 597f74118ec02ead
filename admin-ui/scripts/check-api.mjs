// Fails when src/api/gen is not what the admin API's document makes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const COMMITTED = 'src/api/gen';
// Inside the project, for the generator to find the same compiler settings.
const FRESH = 'target/api';

function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

rmSync(FRESH, { recursive: true, force: true });
mkdirSync(FRESH, { recursive: true });
const generator = spawnSync('npx', ['--no-install', 'openapi-ts', '--silent'], {
  env: { ...process.env, GENERATED_API: FRESH },
  stdio: 'inherit',
});
if (generator.status !== 0) {
  process.exit(1);
}

const before = contents(COMMITTED);
const after = contents(FRESH);
const drifted = [...new Set([...before.keys(), ...after.keys()])].filter(
  (name) => before.get(name) !== after.get(name),
);
if (drifted.length > 0) {
  console.error(`Not what the document makes: ${drifted.join(', ')}. Run "npm run generate:api".`);
  process.exit(1);
}
